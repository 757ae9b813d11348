import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { User } from '#libs/identity';
import type { GroupId, ProposalId, SubmissionId, UserId, VenueId } from '#libs/kernel';
import { Proposal } from '#libs/proposals';

import { Venue } from './venues/venue.entity.js';

/** A proposal aimed at a venue. It is at most once on its way to the same one; what was withdrawn stays on record. */
@Entity('submission')
@Index('submission_once_on_its_way', ['proposalId', 'venueId'], { unique: true, where: '"withdrawn_at" IS NULL' })
@Index('submission_of_proposal', ['proposalId', 'createdAt', 'id'])
@Index('submission_of_venue', ['venueId'])
export class Submission {
  @PrimaryColumn({ type: 'uuid' })
  id!: SubmissionId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Proposal, { name: 'submission_proposal_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'proposal_id' })
  proposalId!: ProposalId;

  @ForeignKey(() => Venue, { name: 'submission_venue_fk' })
  @Column({ type: 'uuid', name: 'venue_id' })
  venueId!: VenueId;

  @ForeignKey(() => User, { name: 'submission_aimer_fk' })
  @Column({ type: 'uuid', name: 'aimed_by_id' })
  aimedById!: UserId;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** Null while it is on its way. */
  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  /** The two that it brings together. Not columns: `submissionsIn` loads them beside it, and its rights are the proposal's. */
  proposal!: Proposal;
  venue!: Venue;
}
