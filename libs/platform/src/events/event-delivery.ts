import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { Clock } from '#libs/kernel';

import { Config } from '../config/config.js';
import { Database, type Tx } from '../database/database.js';
import { EventStream } from './event-stream.js';
import type { DomainEvent } from './outbox.js';

/**
 * Reacts to what has happened, from above. `handle` runs in the transaction that marks the event as
 * delivered; an effect on the world goes through `tx.afterCommit`. It may be called again for the same
 * event, so it must be idempotent by `eventId`.
 */
export interface EventHandler {
  readonly name: string;
  handle(tx: Tx, event: DomainEvent, context: { readonly eventId: string; readonly at: Date }): Promise<void>;
}

const BATCH = 100;
/** Among so many of the oldest the subjects are looked for. */
const LOOKED_AT = 1_000;
const POLL_MS = 2_000;

/** Hands recorded events to the handlers: at least once, in order per subject, by whichever worker claims them. */
@Injectable()
export class EventDelivery implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(EventDelivery.name);
  private readonly handlers: EventHandler[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly stream: EventStream,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  register(handler: EventHandler): void {
    this.handlers.push(handler);
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.stream.listen(() => this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  /** Delivers all that is waiting and due. */
  async deliverWaiting(): Promise<void> {
    // Each round takes the oldest of a subject, so there may be another as long as something moves.
    while (!this.stopped && (await this.deliverBatch()));
  }

  private wake(): void {
    if (this.running !== null) {
      this.again = true;
      return;
    }
    this.again = false;
    this.running = this.deliverWaiting()
      .catch((error: unknown) => this.log.error(error))
      .finally(() => {
        this.running = null;
        if (this.again && !this.stopped) this.wake();
      });
  }

  /**
   * Claims the oldest waiting event of each subject, and says whether anything moved. Subjects whose oldest is claimed
   * elsewhere or not yet due for its next try are passed over, however many of theirs are waiting, so that order holds and one
   * failure delays only its own subject.
   */
  private async deliverBatch(): Promise<boolean> {
    const candidates = await this.database.sql<{ id: string }>(
      `SELECT id FROM (
         SELECT DISTINCT ON (subject) id, position FROM (
           SELECT id, subject, position FROM domain_event event
           WHERE delivered_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM domain_event held WHERE held.subject = event.subject AND held.delivered_at IS NULL AND held.retry_at > $1)
           ORDER BY position LIMIT ${LOOKED_AT}
         ) waiting ORDER BY subject, position
       ) oldest ORDER BY position LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    let moved = false;
    for (const { id } of candidates) moved = (await this.deliver(id)) || moved;
    return moved;
  }

  /** False when another worker has it. A failure moves it too: behind its next try. */
  private async deliver(id: string): Promise<boolean> {
    try {
      return await this.database.transaction(async (tx) => {
        const [row] = await tx.sql<{ event: DomainEvent; recorded_at: Date }>(
          'SELECT event, recorded_at FROM domain_event WHERE id = $1 AND delivered_at IS NULL FOR UPDATE SKIP LOCKED', [id]);
        if (row === undefined) return false;
        for (const handler of this.handlers) await handler.handle(tx, row.event, { eventId: id, at: row.recorded_at });
        await tx.sql('UPDATE domain_event SET delivered_at = $2 WHERE id = $1', [id, this.clock.now()]);
        return true;
      });
    } catch (error) {
      this.log.error(`Event ${id} could not be delivered: ${String(error)}`);
      await this.database.sql(
        `UPDATE domain_event SET attempts = attempts + 1, retry_at = $2::timestamptz + least(3600, 2 ^ least(attempts, 11)) * interval '1 second' WHERE id = $1`,
        [id, this.clock.now()],
      );
      return true;
    }
  }
}
