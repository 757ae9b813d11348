import { LessThan } from 'typeorm';

import { type Actor, type Permitted, readable } from '#libs/access';
import type { Source } from '#libs/platform';

import type { Action } from './actions/action.entity.js';
import { actionPolicy } from './actions/action.policy.js';
import { actionsIn } from './actions/actions-in.js';
import { Meeting } from './meeting.entity.js';
import { meetingPolicy } from './meeting.policy.js';

/** Enough for a queue of what waits for somebody; whoever has more looks into the lists. */
const MOST = 100;

/** What the actor has agreed to do and has not done, what is due first before what is due at no day. */
export async function openActionsOf(source: Source, actor: Actor): Promise<Permitted<Action>[]> {
  const query = actionsIn(source)
    .where('a.groupId = :groupId AND a.ownerId = :userId AND a.doneAt IS NULL', { groupId: actor.groupId, userId: actor.userId })
    .orderBy('a.dueOn', 'ASC', 'NULLS LAST').addOrderBy('a.id').limit(MOST);
  return readable(actionPolicy, actor, await query.getMany());
}

/** The meetings that the actor may join and that run now or are to start before `until`, soonest first. */
export async function meetingsSoon(source: Source, actor: Actor, until: Date): Promise<Permitted<Meeting>[]> {
  const soon = [{ state: 'running' as const }, { state: 'scheduled' as const, startsAt: LessThan(until) }];
  const rows = await source.read(Meeting).find({
    where: meetingPolicy.visibleTo(actor).flatMap((visible) => soon.map((when) => ({ ...visible, ...when }))),
    order: { startsAt: 'ASC', id: 'ASC' }, take: MOST,
  });
  return readable(meetingPolicy, actor, rows);
}
