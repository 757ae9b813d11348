import { DomainError, type ThreadId } from '#libs/kernel';

import type { ThreadState } from './thread-states.js';

export const severityRequired = (): DomainError =>
  new DomainError('invalid', 'SEVERITY_REQUIRED', 'Say how much this concern weighs: minor, major or blocking.', { field: 'severity' });

export const severityNotAllowed = (): DomainError =>
  new DomainError('invalid', 'SEVERITY_NOT_ALLOWED', 'Only a concern has a severity.', { field: 'severity' });

export const oneSubject = (): DomainError =>
  new DomainError('invalid', 'ONE_SUBJECT', 'Name the proposal or the document that this is about, and only one of them.', { field: 'proposalId' });

export const threadState = (from: ThreadState, to: ThreadState): DomainError =>
  new DomainError('conflict', 'THREAD_STATE', `This thread is ${from}; from there it cannot become ${to}.`, { from, to });

export const onlyRaiserOrLead = (threadId: ThreadId): DomainError =>
  new DomainError('forbidden', 'ONLY_RAISER_OR_LEAD', 'Only the person who raised this, or a lead, can confirm that it is settled.', { threadId });

export const threadHasNoAnchor = (threadId: ThreadId): DomainError =>
  new DomainError('conflict', 'THREAD_HAS_NO_ANCHOR', 'This thread is about the whole, not about a place in the text.', { threadId });

export const threadFull = (max: number): DomainError =>
  new DomainError('conflict', 'THREAD_FULL', `A thread holds ${max} comments. Open another one.`, { max });

export const commentDeleted = (): DomainError =>
  new DomainError('conflict', 'COMMENT_DELETED', 'This comment was deleted.');
