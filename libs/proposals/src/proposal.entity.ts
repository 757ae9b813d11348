import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Audience, WithAudience } from '#libs/access';
import { Group } from '#libs/identity';
import type { DocumentId, GroupId, ProposalId, UserId } from '#libs/kernel';

import { Document } from './documents/document.entity.js';
import type { LiveStage, ProposalStage } from './stages.js';

/**
 * The unit of research, from first thought to published paper. It belongs to its authors, is read by its audience, and
 * everything else (document, threads, experiments, submissions) hangs on it.
 */
@Entity('proposal')
@Unique('proposal_document_once', ['documentId'])
@Index('proposal_by_update', ['groupId', 'updatedAt', 'id'])
@Index('proposal_by_creation', ['groupId', 'createdAt', 'id'])
@Index('proposal_by_title', ['groupId', 'titleKey', 'id'])
@Index('proposal_by_stage', ['groupId', 'stage', 'updatedAt', 'id'])
@Index('proposal_authors', ['authorIds'], { type: 'gin' })
@Index('proposal_readers', ['readerIds'], { type: 'gin' })
@Index('proposal_topics', ['topics'], { type: 'gin' })
@Index('proposal_search', ['search'], { type: 'gin' })
@Check('proposal_stage_known', `"stage" IN ('draft', 'open_for_feedback', 'active', 'writing', 'ready_to_submit', 'submitted', 'published', 'parked')`)
@Check('proposal_parked_remembers', `("stage" = 'parked') = ("parked_from" IS NOT NULL) AND ("stage" = 'parked') = ("parked_reason" IS NOT NULL)`)
@Check('proposal_audience_known', `"audience" IN ('authors', 'leads', 'group', 'named')`)
@Check('proposal_has_author', `cardinality("author_ids") > 0`)
export class Proposal implements WithAudience {
  @PrimaryColumn({ type: 'uuid' })
  id!: ProposalId;

  @ForeignKey(() => Group, { name: 'proposal_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  /** Its live text. Made with it, for it alone. */
  @ForeignKey(() => Document, { name: 'proposal_document_fk' })
  @Column({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ type: 'text' })
  stage!: ProposalStage;

  /** The stage to which it goes back; null unless it is parked. */
  @Column({ type: 'text', name: 'parked_from', nullable: true })
  parkedFrom!: LiveStage | null;

  @Column({ type: 'text', name: 'parked_reason', nullable: true })
  parkedReason!: string | null;

  /** As typed, each once, in the order of typing. */
  @Column({ type: 'text', array: true })
  topics!: string[];

  @Column({ type: 'text' })
  audience!: Audience;

  /** At least one, the first being who is named first. */
  @Column({ type: 'uuid', array: true, name: 'author_ids' })
  authorIds!: UserId[];

  /** Who reads it by name, whatever the audience: how a guest comes to see anything. */
  @Column({ type: 'uuid', array: true, name: 'reader_ids' })
  readerIds!: UserId[];

  /** The key of the template it was made from. It never changes. */
  @Column({ type: 'text' })
  template!: string;

  /** What was written under each of the template's fields, by the field's key. A field left empty is absent. */
  @Column({ type: 'jsonb' })
  fields!: Record<string, string>;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  createdAt!: Date;

  /** When it or its document last changed. To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at' })
  updatedAt!: Date;

  /** The title as it is sorted: in lower case. Kept by the database. */
  @Column({ type: 'text', name: 'title_key', insert: false, update: false })
  titleKey!: string;

  /** What full-text search looks at: title (A), summary (B), fields (C), in English stems. Kept by the database. */
  @Column({ type: 'tsvector', select: false, insert: false, update: false })
  search!: string;
}
