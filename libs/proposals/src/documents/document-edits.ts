import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { DocumentEdited } from '#libs/collaboration';
import { type DomainEvent, EventDelivery, type EventHandler, type Tx } from '#libs/platform';

const isDocumentEdited = (event: DomainEvent): event is DocumentEdited => event.type === 'document.edited';

/** Moves a document that is being written, and the proposal it belongs to, to the top of the lists. */
@Injectable()
export class DocumentEdits implements EventHandler, OnModuleInit {
  readonly name = 'document-edits';

  constructor(private readonly delivery: EventDelivery) {}

  onModuleInit(): void {
    this.delivery.register(this);
  }

  async handle(tx: Tx, event: DomainEvent, { at }: { readonly at: Date }): Promise<void> {
    if (!isDocumentEdited(event)) return;
    // A later change may have been told earlier: time only moves on. The proposal first, as whoever edits one locks them.
    await tx.sql('UPDATE proposal SET updated_at = greatest(updated_at, $2) WHERE document_id = $1', [event.documentId, at]);
    await tx.sql('UPDATE document SET updated_at = greatest(updated_at, $2) WHERE id = $1', [event.documentId, at]);
  }
}
