import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import { User } from '#libs/identity';
import type { AgendaItemId, MeetingId, ProposalId, UserId } from '#libs/kernel';
import { Proposal } from '#libs/proposals';

import { Meeting } from '../meeting.entity.js';

export const AGENDA_OUTCOMES = ['discussed', 'decided', 'carried_over', 'dropped'] as const;
export type AgendaOutcome = (typeof AGENDA_OUTCOMES)[number];

/** Something to talk about at one meeting. */
@Entity('agenda_item')
@Unique('agenda_item_one_per_position', ['meetingId', 'position'], { deferrable: 'INITIALLY IMMEDIATE' })
@Index('agenda_item_of_proposal', ['proposalId'], { where: '"proposal_id" IS NOT NULL' })
@Check('agenda_item_minutes_range', '"minutes" BETWEEN 1 AND 1440')
@Check('agenda_item_outcome_known', `"outcome" IN ('discussed', 'decided', 'carried_over', 'dropped')`)
export class AgendaItem {
  @PrimaryColumn({ type: 'uuid' })
  id!: AgendaItemId;

  @ForeignKey(() => Meeting, { name: 'agenda_item_meeting_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'meeting_id' })
  meetingId!: MeetingId;

  /** 0, 1, 2 … without gaps. */
  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  title!: string;

  /** Why it is there, as it reads after "because". */
  @Column({ type: 'text' })
  reason!: string;

  @ForeignKey(() => Proposal, { name: 'agenda_item_proposal_fk', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId!: ProposalId | null;

  /** How long it may take; null when nobody has said. */
  @Column({ type: 'integer', nullable: true })
  minutes!: number | null;

  @ForeignKey(() => User, { name: 'agenda_item_presenter_fk', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'presenter_id', nullable: true })
  presenterId!: UserId | null;

  /** Null until somebody says what became of it. */
  @Column({ type: 'text', nullable: true })
  outcome!: AgendaOutcome | null;

  @Column({ type: 'text', name: 'outcome_note', nullable: true })
  outcomeNote!: string | null;

  /** When the meeting first came to it. */
  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt!: Date | null;

  /** The meeting, from which its rights come. Not a column: it is loaded beside the item, and no right can be asked before. */
  meeting!: Meeting;
}
