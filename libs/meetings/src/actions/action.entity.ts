import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { User } from '#libs/identity';
import type { ActionId, GroupId, MeetingId, ProposalId, UserId } from '#libs/kernel';
import { Proposal } from '#libs/proposals';

import { Meeting } from '../meeting.entity.js';

/** A task with an owner, tied to where it was agreed: a meeting, a proposal, or both. */
@Entity('action')
@Index('action_by_age', ['groupId', 'createdAt', 'id'])
@Index('action_open', ['groupId', 'createdAt', 'id'], { where: '"done_at" IS NULL' })
@Index('action_of_owner', ['ownerId', 'createdAt', 'id'])
@Index('action_open_of_owner', ['ownerId', 'dueOn'], { where: '"done_at" IS NULL' })
@Index('action_of_meeting', ['meetingId', 'createdAt', 'id'], { where: '"meeting_id" IS NOT NULL' })
@Index('action_of_proposal', ['proposalId', 'createdAt', 'id'], { where: '"proposal_id" IS NOT NULL' })
@Check('action_has_place', '"meeting_id" IS NOT NULL OR "proposal_id" IS NOT NULL')
export class Action {
  @PrimaryColumn({ type: 'uuid' })
  id!: ActionId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Meeting, { name: 'action_meeting_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'meeting_id', nullable: true })
  meetingId!: MeetingId | null;

  @ForeignKey(() => Proposal, { name: 'action_proposal_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId!: ProposalId | null;

  @Column({ type: 'text' })
  title!: string;

  /** Who does it. */
  @ForeignKey(() => User, { name: 'action_owner_fk' })
  @Column({ type: 'uuid', name: 'owner_id' })
  ownerId!: UserId;

  @ForeignKey(() => User, { name: 'action_creator_fk' })
  @Column({ type: 'uuid', name: 'created_by_id' })
  createdById!: UserId;

  /** A day of the calendar, `YYYY-MM-DD`: it is over when that day is over where the owner is. */
  @Column({ type: 'date', name: 'due_on', nullable: true })
  dueOn!: string | null;

  /** Null while it is open. */
  @Column({ type: 'timestamptz', name: 'done_at', nullable: true })
  doneAt!: Date | null;

  /** To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  createdAt!: Date;

  /** What it hangs on, from which its rights come. Not columns: `actionsIn` loads both beside the action. */
  meeting: Meeting | null = null;
  proposal: Proposal | null = null;
}
