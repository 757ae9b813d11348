import { DomainError, type DocumentId } from '#libs/kernel';

export const titleFollowsOwner = (documentId: DocumentId): DomainError =>
  new DomainError('conflict', 'TITLE_FOLLOWS_OWNER', 'This document is called what its proposal or meeting is called. Rename that instead.', { documentId });
