import { Logger } from '@nestjs/common';

import type { DocumentId, GroupId, UserId } from '#libs/kernel';
import type { Database, DomainEvent, Outbox } from '#libs/platform';
import type { NewRow } from '#libs/sync';

import { type DocumentRef, documentIn } from './room-name.js';

/** Somebody is writing in a document: told at its first change, and then at most once a minute, so that lists are in order. */
export interface DocumentEdited extends DomainEvent {
  readonly type: 'document.edited';
  readonly documentId: DocumentId;
  readonly groupId: GroupId;
  /** Who wrote last. */
  readonly actorId: UserId;
}

const QUIET_MS = 60_000;

interface Announced {
  readonly document: DocumentRef;
  readonly timer: NodeJS.Timeout;
  /** Who has written since the last announcement; null when nobody has. */
  writer: UserId | null;
}

/** Turns a stream of keystrokes into a few events: one at the first, and one at the end of each minute in which there were more. */
export class EditAnnouncer {
  private readonly log = new Logger(EditAnnouncer.name);
  private readonly announced = new Map<DocumentId, Announced>();
  private readonly telling = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly quietMs = QUIET_MS,
  ) {}

  /** Rows are durable. */
  stored(rows: readonly NewRow[]): void {
    for (const { room, updates } of rows) {
      const document = documentIn(room);
      const writer = updates.at(-1)?.author ?? null;
      const recent = this.announced.get(document.id);
      if (recent !== undefined) recent.writer = writer;
      else if (writer !== null) this.announce(document, writer);
    }
  }

  /** Tells what is still untold, before the process ends. */
  async flush(): Promise<void> {
    const waiting = [...this.announced.values()];
    for (const { timer } of waiting) clearTimeout(timer);
    this.announced.clear();
    for (const { document, writer } of waiting) if (writer !== null) this.tell(document, writer);
    await Promise.all(this.telling);
  }

  private announce(document: DocumentRef, writer: UserId): void {
    const timer = setTimeout(() => this.minutePassed(document.id), this.quietMs).unref();
    this.announced.set(document.id, { document, timer, writer: null });
    this.tell(document, writer);
  }

  private minutePassed(id: DocumentId): void {
    const { document, writer } = this.announced.get(id)!;
    this.announced.delete(id);
    if (writer !== null) this.announce(document, writer);
  }

  /** Nobody waits for it but the end of the process. */
  private tell({ id, groupId }: DocumentRef, actorId: UserId): void {
    const told = this.database
      .transaction((tx) => this.outbox.record<DocumentEdited>(tx, { type: 'document.edited', subject: `document:${id}`, groupId, actorId, documentId: id }))
      .catch((error: unknown) => this.log.error(error))
      .finally(() => this.telling.delete(told));
    this.telling.add(told);
  }
}
