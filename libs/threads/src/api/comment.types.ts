import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';

import type { EarlierText, ReactionGroup } from '../comments/comment-details.js';
import type { Comment } from '../comments/comment.entity.js';
import { COMMENT_ACTIONS } from '../comments/comment.policy.js';

export const CommentActionEnum = enumOf(COMMENT_ACTIONS);
registerEnumType(CommentActionEnum, { name: 'CommentAction' });

@ObjectType('CommentRevision', { description: 'What a comment said before an edit.' })
export class CommentRevisionType implements EarlierText {
  @Field() body!: string;
  @Field(() => Date, { description: 'When other words took its place.' }) editedAt!: Date;
}

@ObjectType('Reaction', { description: 'Everybody who put one sign under a comment.' })
export class ReactionType implements Pick<ReactionGroup, 'emoji' | 'mine'> {
  @Field() emoji!: string;
  @Field() mine!: boolean;
}

@ObjectType('Comment')
export class CommentType implements Pick<Comment, 'id' | 'body' | 'createdAt' | 'editedAt' | 'deletedAt'> {
  @Field(() => ID) id!: Comment['id'];
  @Field({ description: 'Markdown with $mathematics$ and @[Name](person:ID). Empty when it was deleted.' }) body!: string;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) editedAt!: Date | null;
  @Field(() => Date, { nullable: true }) deletedAt!: Date | null;
}
