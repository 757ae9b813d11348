import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { CommentId, GroupId, Id } from '#libs/kernel';

import { Comment } from './comment.entity.js';

/** What a comment said before an edit. Deleting the comment deletes these too. */
@Entity('comment_revision')
@Index('comment_revision_of_comment', ['commentId', 'editedAt'])
export class CommentRevision {
  @PrimaryColumn({ type: 'uuid' })
  id!: Id<'CommentRevision'>;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Comment, { name: 'comment_revision_comment_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'comment_id' })
  commentId!: CommentId;

  @Column({ type: 'text' })
  body!: string;

  /** When other words took its place. */
  @Column({ type: 'timestamptz', name: 'edited_at' })
  editedAt!: Date;
}
