import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { Group, User } from '#libs/identity';
import type { DocumentId, GroupId, ProposalId, ThreadId, UserId } from '#libs/kernel';
import { Document, Proposal } from '#libs/proposals';

import type { TextAnchor } from './anchor.js';
import type { Severity, ThreadKind, ThreadState } from './thread-states.js';

/**
 * A discussion of a document: of a range of it, or of it as a whole. What is said in it are its comments, the first of
 * which begins it.
 *
 * Its rights are its document's, which follow those of the proposal or meeting that owns it. So there is nothing here that
 * could be shared apart, and nothing to keep in step.
 */
@Entity('thread')
@Index('thread_of_document', ['documentId', 'updatedAt', 'id'])
@Index('thread_of_proposal', ['proposalId', 'updatedAt', 'id'], { where: '"proposal_id" IS NOT NULL' })
@Index('thread_unresolved', ['proposalId'], { where: `"proposal_id" IS NOT NULL AND "state" <> 'resolved'` })
@Index('thread_open_concern', ['documentId'], { where: `"kind" = 'concern' AND "state" = 'open'` })
@Index('thread_to_confirm', ['raisedById'], { where: `"state" = 'addressed'` })
@Check('thread_kind_known', `"kind" IN ('comment', 'question', 'concern', 'suggestion')`)
@Check('thread_severity_known', `"severity" IN ('minor', 'major', 'blocking')`)
@Check('thread_concern_has_severity', `("kind" = 'concern') = ("severity" IS NOT NULL)`)
@Check('thread_state_known', `"state" IN ('open', 'addressed', 'resolved')`)
@Check('thread_addressed_is_complete', `("state" = 'open') = ("addressed_by" IS NULL) AND ("addressed_by" IS NULL) = ("addressed_by_id" IS NULL) AND ("addressed_by" IS NULL) = ("addressed_at" IS NULL)`)
@Check('thread_resolved_is_complete', `("state" = 'resolved') = ("resolved_by_id" IS NOT NULL) AND ("resolved_by_id" IS NULL) = ("resolved_at" IS NULL)`)
@Check('thread_orphan_had_anchor', '"orphaned_at" IS NULL OR "anchor" IS NOT NULL')
export class Thread {
  @PrimaryColumn({ type: 'uuid' })
  id!: ThreadId;

  @ForeignKey(() => Group, { name: 'thread_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Document, { name: 'thread_document_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  /** The proposal whose document it is; null for notes and loose documents. */
  @ForeignKey(() => Proposal, { name: 'thread_proposal_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId!: ProposalId | null;

  @Column({ type: 'text' })
  kind!: ThreadKind;

  @Column({ type: 'text', nullable: true })
  severity!: Severity | null;

  @Column({ type: 'text' })
  state!: ThreadState;

  /** The range that it is about; null when it is about the whole. */
  @Column({ type: 'jsonb', nullable: true })
  anchor!: TextAnchor | null;

  /** Since when the range is known to be gone from the text. The anchor keeps its quote. */
  @Column({ type: 'timestamptz', name: 'orphaned_at', nullable: true })
  orphanedAt!: Date | null;

  @ForeignKey(() => User, { name: 'thread_raiser_fk' })
  @Column({ type: 'uuid', name: 'raised_by_id' })
  raisedById!: UserId;

  /** By what it is settled, in the words of whoever says so: an edit, a run, a reply. */
  @Column({ type: 'text', name: 'addressed_by', nullable: true })
  addressedBy!: string | null;

  @ForeignKey(() => User, { name: 'thread_addresser_fk' })
  @Column({ type: 'uuid', name: 'addressed_by_id', nullable: true })
  addressedById!: UserId | null;

  @Column({ type: 'timestamptz', name: 'addressed_at', nullable: true })
  addressedAt!: Date | null;

  @ForeignKey(() => User, { name: 'thread_resolver_fk' })
  @Column({ type: 'uuid', name: 'resolved_by_id', nullable: true })
  resolvedById!: UserId | null;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  createdAt!: Date;

  /** When something was last said or moved in it. To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at' })
  updatedAt!: Date;

  /** What it is about, from which its rights come. Not a column: `inPlace` loads it, and no right can be asked before. */
  document!: Document;
}
