import { type FindOperator, Raw } from 'typeorm';

import { type Actor, audienceSql, isAuthor, isLead, type Policy } from '#libs/access';
import { newId, type ThreadId, type UserId } from '#libs/kernel';
import { type Document, documentPolicy, visibleDocumentIds } from '#libs/proposals';

import { Thread } from './thread.entity.js';
import type { ThreadAction } from './thread-states.js';

/** Whose text it is, also once it is locked: who answers for it and so says by what a thread is settled. */
const answersFor = (actor: Actor, document: Document): boolean =>
  isAuthor(actor, document) || (document.writers === 'readers' && documentPolicy.may.read(actor, document));

const reads = (actor: Actor, { document }: Thread): boolean => documentPolicy.may.read(actor, document);
const raised = (actor: Actor, thread: Thread): boolean => reads(actor, thread) && thread.raisedById === actor.userId;
const settles = (actor: Actor, thread: Thread): boolean => raised(actor, thread) || (reads(actor, thread) && isLead(actor, thread));

/**
 * Who reads a document reads its threads and speaks in them. Who answers for the text says by what a thread is settled;
 * that it is settled is confirmed only by whoever raised it, or by a lead. What was said to be settled can be taken back by
 * whoever said it, until it is confirmed. Whether the moment allows an action is said by `isPossible`.
 */
export const threadPolicy: Policy<Thread, ThreadAction> = {
  subject: 'Thread',
  may: {
    read: reads,
    reply: (actor, thread) => documentPolicy.may.comment(actor, thread.document),
    proposeAddressed: (actor, thread) => answersFor(actor, thread.document),
    confirm: settles,
    reopen: (actor, thread) =>
      settles(actor, thread) || (reads(actor, thread) && thread.state === 'addressed' && thread.addressedById === actor.userId),
    reanchor: (actor, thread) => raised(actor, thread) || answersFor(actor, thread.document),
  },
  visibleTo: (actor) => [{ documentId: visibleDocumentIds(actor) }],
  // Own: raised by the actor on a text of their own.
  example: (standing, actor) => {
    const document = documentPolicy.example(standing, actor);
    return document && Object.assign(new Thread(), {
      id: newId<ThreadId>(), groupId: document.groupId, documentId: document.id, document, state: 'open',
      raisedById: standing === 'own' ? actor.userId : newId<UserId>(), addressedById: null,
    });
  },
};

/** Matches the ids of the threads that the actor may read, for the `visibleTo` of what is said in them. */
export function visibleThreadIds(actor: Actor): FindOperator<ThreadId> {
  const readable = audienceSql(actor, 'readable', { group: ':readableGroup', user: ':readableUser' });
  return Raw<ThreadId>(
    (column) => `${column} IN (SELECT placed.id FROM thread placed JOIN document readable ON readable.id = placed.document_id WHERE ${readable})`,
    { readableGroup: actor.groupId, readableUser: actor.userId },
  );
}
