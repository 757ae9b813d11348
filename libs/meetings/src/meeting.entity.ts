import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import { Group, User } from '#libs/identity';
import type { AgendaItemId, DocumentId, GroupId, MeetingId, UserId } from '#libs/kernel';
import { Document } from '#libs/proposals';

import type { MeetingState } from './meeting-states.js';

/**
 * People of a group coming together at a time: an agenda before, a facilitator and live notes during, and
 * after it a record that nobody changes any more.
 */
@Entity('meeting')
@Unique('meeting_document_once', ['documentId'])
@Index('meeting_to_hold', ['groupId', 'startsAt', 'id'], { where: `"state" <> 'closed'` })
@Index('meeting_held', ['groupId', 'startsAt', 'id'], { where: `"state" = 'closed'` })
@Index('meeting_of_series', ['groupId', 'seriesKey', 'startsAt'], { where: '"series_key" IS NOT NULL' })
@Index('meeting_attendees', ['attendeeIds'], { type: 'gin' })
@Check('meeting_state_known', `"state" IN ('scheduled', 'running', 'closed')`)
@Check('meeting_minutes_range', '"minutes" BETWEEN 1 AND 1440')
@Check('meeting_started_when_not_scheduled', `("state" = 'scheduled') = ("started_at" IS NULL)`)
@Check('meeting_ended_when_closed', `("state" = 'closed') = ("ended_at" IS NOT NULL)`)
@Check('meeting_item_while_running', `"current_item_id" IS NULL OR "state" = 'running'`)
export class Meeting {
  @PrimaryColumn({ type: 'uuid' })
  id!: MeetingId;

  @ForeignKey(() => Group, { name: 'meeting_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  state!: MeetingState;

  /** To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'starts_at' })
  startsAt!: Date;

  /** How long it is meant to take. */
  @Column({ type: 'integer' })
  minutes!: number;

  /** The zone in which it was arranged: what its hour is called on the wall of that room. */
  @Column({ type: 'text', name: 'time_zone' })
  timeZone!: string;

  /** Meetings of one series share it; what one does not reach goes to the next. */
  @Column({ type: 'text', name: 'series_key', nullable: true })
  seriesKey!: string | null;

  /** Who comes. Empty means the whole group without its guests; otherwise these people only, guests among them. */
  @Column({ type: 'uuid', array: true, name: 'attendee_ids' })
  attendeeIds!: UserId[];

  /** Whoever started it. */
  @ForeignKey(() => User, { name: 'meeting_facilitator_fk', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'facilitator_id', nullable: true })
  facilitatorId!: UserId | null;

  /** What is being talked about. By name, since the item's file imports this one. */
  @ForeignKey('AgendaItem', { name: 'meeting_current_item_fk', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'current_item_id', nullable: true })
  currentItemId!: AgendaItemId | null;

  /** The live notes. */
  @ForeignKey(() => Document, { name: 'meeting_document_fk' })
  @Column({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
