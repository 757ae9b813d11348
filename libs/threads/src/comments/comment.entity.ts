import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import { User } from '#libs/identity';
import type { CommentId, GroupId, ThreadId, UserId } from '#libs/kernel';

import { Thread } from '../thread.entity.js';

/** Something said in a thread: Markdown with `$mathematics$` and `@[Name](person:id)`. A deleted one keeps its place, without its words. */
@Entity('comment')
@Unique('comment_place_once', ['threadId', 'position'])
@Index('comment_mentions', ['mentionIds'], { type: 'gin' })
@Index('comment_search', ['search'], { type: 'gin' })
@Check('comment_deleted_is_empty', `"deleted_at" IS NULL OR ("body" = '' AND "mention_ids" = '{}')`)
export class Comment {
  @PrimaryColumn({ type: 'uuid' })
  id!: CommentId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Thread, { name: 'comment_thread_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'thread_id' })
  threadId!: ThreadId;

  /** Its place in the thread, from 0: two of one millisecond still have an order. */
  @Column({ type: 'integer' })
  position!: number;

  @ForeignKey(() => User, { name: 'comment_author_fk' })
  @Column({ type: 'uuid', name: 'author_id' })
  authorId!: UserId;

  @Column({ type: 'text' })
  body!: string;

  /** Whom it names, of those who could read it when it was written. */
  @Column({ type: 'uuid', array: true, name: 'mention_ids' })
  mentionIds!: UserId[];

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'edited_at', nullable: true })
  editedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  /** What full-text search looks at: the body in English stems. Kept by the database. */
  @Column({ type: 'tsvector', select: false, insert: false, update: false })
  search!: string;

  /** Where it stands, from which its rights come. Not a column: whoever reads comments begins with their thread. */
  thread!: Thread;
}
