import { newId } from '#libs/kernel';

import { Comment } from '../comments/comment.entity.js';
import { Thread } from '../thread.entity.js';

const THEN = new Date('2026-09-01T12:00:00Z');

/** An open comment on the whole of a document, unless told otherwise. */
export function aThread(given: Pick<Thread, 'groupId' | 'documentId' | 'raisedById'> & Partial<Thread>): Thread {
  return Object.assign(new Thread(), {
    id: newId(), proposalId: null, kind: 'comment', severity: null, state: 'open', anchor: null, orphanedAt: null, addressedBy: null,
    addressedById: null, addressedAt: null, resolvedById: null, resolvedAt: null, createdAt: THEN, updatedAt: THEN, ...given,
  });
}

/** The first words of a thread, by whoever raised it. */
export function aComment(thread: Thread, given: Partial<Comment> = {}): Comment {
  return Object.assign(new Comment(), {
    id: newId(), groupId: thread.groupId, threadId: thread.id, position: 0, authorId: thread.raisedById, body: 'Was seed 4 run with the old schedule?',
    mentionIds: [], createdAt: THEN, editedAt: null, deletedAt: null, ...given,
  });
}
