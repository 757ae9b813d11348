import { Injectable } from '@nestjs/common';
import { Column, CreateDateColumn, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

import { Clock, type EventId, type GroupId, newId, type UserId } from '#libs/kernel';

import type { Tx } from '../database/database.js';

/** The channel on which committed events are announced to every process. PostgreSQL tells them only after COMMIT. */
export const EVENT_CHANNEL = 'colloquium_event';

/**
 * Something that happened, as ids: whoever reads it later asks again what it may see.
 * `subject` names the thing whose events must be told in order, such as `proposal:<id>`.
 */
export interface DomainEvent {
  readonly type: string;
  readonly subject: string;
  readonly groupId: GroupId;
  /** Null when nobody did it, such as a rule or the passing of time. */
  readonly actorId: UserId | null;
  readonly [id: string]: string | number | boolean | null;
}

/** An event as it stands in the outbox. */
@Entity('domain_event')
@Index('domain_event_waiting', ['position'], { where: '"delivered_at" IS NULL' })
export class DomainEventRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: EventId;

  /** Order of recording, not of commit: rows are claimed, never read "after a position". */
  @Column({ type: 'bigint' })
  @Generated('increment')
  position!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'jsonb' })
  event!: DomainEvent;

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt!: Date;

  /** Null until every handler has had it. */
  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'retry_at', nullable: true })
  retryAt!: Date | null;
}

@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  /**
   * Records that something happened, atomically with it happening. The worker delivers it to handlers at
   * least once; every process hears of it at most once, right after the commit, through {@link EventStream}.
   */
  async record<E extends DomainEvent>(tx: Tx, event: E): Promise<void> {
    const id = newId<EventId>();
    await tx.sql(
      `INSERT INTO domain_event (id, group_id, subject, event, recorded_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, event.groupId, event.subject, JSON.stringify(event), this.clock.now()],
    );
    await tx.sql('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, JSON.stringify(event)]);
  }
}
