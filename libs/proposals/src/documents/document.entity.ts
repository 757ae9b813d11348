import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Audience, WithAudience } from '#libs/access';
import { Group } from '#libs/identity';
import type { DocumentId, GroupId, UserId } from '#libs/kernel';

export const DOCUMENT_KINDS = ['proposal', 'meeting', 'loose'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who of its readers may write a document: its authors alone, or all of them. */
export const DOCUMENT_WRITERS = ['authors', 'readers'] as const;
export type DocumentWriters = (typeof DOCUMENT_WRITERS)[number];

/**
 * A live co-edited text. What is written in it is the sync engine's; here stands what it is called and who may see it.
 *
 * A document carries its own rights, so that a socket is answered from one row. What owns it (a proposal, a meeting)
 * keeps them in step, in the transaction that changes its own; a loose document has no owner but its authors.
 */
@Entity('document')
@Index('document_loose_by_update', ['groupId', 'updatedAt', 'id'], { where: `"kind" = 'loose'` })
@Index('document_authors', ['authorIds'], { type: 'gin' })
@Index('document_readers', ['readerIds'], { type: 'gin' })
@Check('document_kind_known', `"kind" IN ('proposal', 'meeting', 'loose')`)
@Check('document_audience_known', `"audience" IN ('authors', 'leads', 'group', 'named')`)
@Check('document_writers_known', `"writers" IN ('authors', 'readers')`)
export class Document implements WithAudience {
  @PrimaryColumn({ type: 'uuid' })
  id!: DocumentId;

  @ForeignKey(() => Group, { name: 'document_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  kind!: DocumentKind;

  /** The same as its owner's, where it has one. */
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  audience!: Audience;

  @Column({ type: 'uuid', array: true, name: 'author_ids' })
  authorIds!: UserId[];

  @Column({ type: 'uuid', array: true, name: 'reader_ids' })
  readerIds!: UserId[];

  @Column({ type: 'text' })
  writers!: DocumentWriters;

  /** Since when nobody may write it any more; null while it is live. */
  @Column({ type: 'timestamptz', name: 'locked_at', nullable: true })
  lockedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** When it was last renamed or, to the minute, written in. To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at' })
  updatedAt!: Date;
}
