import { IsNull, LessThan } from 'typeorm';

import { type Actor, type Permitted, readable } from '#libs/access';
import type { Source } from '#libs/platform';

import { Action } from './actions/action.entity.js';
import { actionPolicy } from './actions/action.policy.js';
import { Meeting } from './meeting.entity.js';
import { meetingPolicy } from './meeting.policy.js';

/** Enough for a queue of what waits for somebody; whoever has more looks into the lists. */
const MOST = 100;

/** What the actor has agreed to do and has not done, what is due first before what is due at no day. */
export async function openActionsOf(source: Source, actor: Actor): Promise<Permitted<Action>[]> {
  const rows = await source.read(Action).find({
    where: { groupId: actor.groupId, ownerId: actor.userId, doneAt: IsNull() }, order: { dueOn: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' }, take: MOST,
  });
  return readable(actionPolicy, actor, rows);
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
