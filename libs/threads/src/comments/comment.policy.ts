import type { Policy } from '#libs/access';
import { type CommentId, newId, type UserId } from '#libs/kernel';

import { threadPolicy, visibleThreadIds } from '../thread.policy.js';
import { Comment } from './comment.entity.js';

export const COMMENT_ACTIONS = ['edit', 'delete'] as const;
export type CommentAction = (typeof COMMENT_ACTIONS)[number];

/** Whoever reads the thread reads what is said in it and may react. One's words are one's own: nobody else changes them, a lead neither. */
export const commentPolicy: Policy<Comment, CommentAction | 'react'> = {
  subject: 'Comment',
  may: {
    read: (actor, comment) => threadPolicy.may.read(actor, comment.thread),
    edit: (actor, comment) => threadPolicy.may.reply(actor, comment.thread) && comment.authorId === actor.userId,
    delete: (actor, comment) => threadPolicy.may.read(actor, comment.thread) && comment.authorId === actor.userId,
    react: (actor, comment) => threadPolicy.may.reply(actor, comment.thread),
  },
  visibleTo: (actor) => [{ threadId: visibleThreadIds(actor) }],
  example: (standing, actor) => {
    const thread = threadPolicy.example(standing, actor);
    return thread && Object.assign(new Comment(), {
      id: newId<CommentId>(), groupId: thread.groupId, threadId: thread.id, thread, authorId: standing === 'own' ? actor.userId : newId<UserId>(),
    });
  },
};
