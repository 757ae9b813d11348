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
      else if (writer !== null) this.announce(document, writer).catch((error: unknown) => this.log.error(error));
    }
  }

  /** Tells what is still untold, before the process ends. */
  async flush(): Promise<void> {
    const waiting = [...this.announced.values()];
    for (const { timer } of waiting) clearTimeout(timer);
    this.announced.clear();
    for (const { document, writer } of waiting) if (writer !== null) await this.record(document, writer);
  }

  private async announce(document: DocumentRef, writer: UserId): Promise<void> {
    const timer = setTimeout(() => this.minutePassed(document.id), this.quietMs).unref();
    this.announced.set(document.id, { document, timer, writer: null });
    await this.record(document, writer);
  }

  private minutePassed(id: DocumentId): void {
    const { document, writer } = this.announced.get(id)!;
    this.announced.delete(id);
    if (writer !== null) this.announce(document, writer).catch((error: unknown) => this.log.error(error));
  }

  private async record({ id, groupId }: DocumentRef, actorId: UserId): Promise<void> {
    await this.database.transaction((tx) =>
      this.outbox.record<DocumentEdited>(tx, { type: 'document.edited', subject: `document:${id}`, groupId, actorId, documentId: id }),
    );
  }
}
