import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { Group } from '#libs/identity';
import type { DocumentId, EventId, GroupId, ProposalId, UserId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';
import { Document, Proposal } from '#libs/proposals';

/**
 * Something that happened, as people are told of it. It holds ids, like the event it is made of: names and titles are looked up
 * when it is read, so that they are those of now, and only for who may read the document that it is about.
 */
@Entity('activity')
@Index('activity_of_group', ['groupId', 'at', 'id'])
@Index('activity_of_proposal', ['proposalId', 'at', 'id'], { where: '"proposal_id" IS NOT NULL' })
@Index('activity_of_document', ['documentId', 'at', 'id'])
@Check('activity_proposal_has_document', '"proposal_id" IS NULL OR "document_id" IS NOT NULL')
export class Activity {
  /** The event's. */
  @PrimaryColumn({ type: 'uuid' })
  id!: EventId;

  @ForeignKey(() => Group, { name: 'activity_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Null when nobody did it, such as the passing of time. */
  @Column({ type: 'uuid', name: 'actor_id', nullable: true })
  actorId!: UserId | null;

  /** The document that it is about, or that of the proposal or meeting that it is about: whoever reads that reads this. Null for what every member may know. */
  @ForeignKey(() => Document, { name: 'activity_document_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'document_id', nullable: true })
  documentId!: DocumentId | null;

  @ForeignKey(() => Proposal, { name: 'activity_proposal_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId!: ProposalId | null;

  @Column({ type: 'jsonb' })
  event!: DomainEvent;

  /** Loaded beside it by `ActivityFeed`, since the right to it is the document's. Not a column. */
  document: Document | null = null;
}
