import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import { User } from '#libs/identity';
import type { CommentId, GroupId, UserId } from '#libs/kernel';

import { Comment } from './comment.entity.js';

/** Few enough to mean something, and none that needs explaining. */
export const EMOJI = ['👍', '👎', '🎉', '❤️', '😄', '🤔', '👀', '🚀'] as const;

/** One person's sign under a comment; each sign at most once. */
@Entity('reaction')
export class Reaction {
  @ForeignKey(() => Comment, { name: 'reaction_comment_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'comment_id' })
  commentId!: CommentId;

  @ForeignKey(() => User, { name: 'reaction_person_fk' })
  @PrimaryColumn({ type: 'uuid', name: 'person_id' })
  personId!: UserId;

  @PrimaryColumn({ type: 'text' })
  emoji!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
