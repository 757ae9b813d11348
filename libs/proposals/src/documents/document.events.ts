import type { DomainEvent } from '#libs/platform';

interface OfDocument extends DomainEvent {
  readonly documentId: string;
}

export interface DocumentEvent extends OfDocument {
  readonly type: 'document.created' | 'document.renamed';
  /** Loose documents hang on no proposal. */
  readonly proposalId: null;
}

/** Whoever has the document open is asked again whether they may. Nobody is named: what changed the rights has an event of its own. */
export interface DocumentRightsChanged extends OfDocument {
  readonly type: 'document.rights_changed';
}

export interface FileAdded extends OfDocument {
  readonly type: 'file.added';
  readonly fileId: string;
}
