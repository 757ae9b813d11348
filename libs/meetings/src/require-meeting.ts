import type { SelectQueryBuilder } from 'typeorm';

import { type Actor, permit, type Permitted } from '#libs/access';
import type { AgendaItemId, MeetingId } from '#libs/kernel';
import type { Source, Tx } from '#libs/platform';

import { AgendaItem } from './agenda/agenda-item.entity.js';
import { agendaItemPolicy } from './agenda/agenda-item.policy.js';
import { isPossible, type MeetingAction } from './meeting-states.js';
import { Meeting } from './meeting.entity.js';
import { meetingState } from './meeting.errors.js';
import { meetingPolicy } from './meeting.policy.js';

/** A meeting that the actor may read. @throws DomainError `NOT_FOUND`. */
export async function requireMeeting(source: Source, actor: Actor, id: MeetingId): Promise<Permitted<Meeting>> {
  return permit(meetingPolicy, actor, 'read', await source.read(Meeting).findOneBy({ id }), id);
}

/**
 * A meeting for a change, locked, so that changes to one meeting happen one after the other.
 *
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN`, or `MEETING_STATE` when it is not the moment for this action.
 */
export async function lockMeeting(tx: Tx, actor: Actor, action: MeetingAction, id: MeetingId): Promise<Permitted<Meeting>> {
  const found = await tx.read(Meeting).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  const meeting = permit(meetingPolicy, actor, action, found, id);
  if (!isPossible(meeting.state, action)) throw meetingState(meeting.state);
  return meeting;
}

/** An item with its meeting, locked for a change. An item of a meeting that one may not read does not exist, in the same words. */
export async function lockItem<A extends 'edit' | 'facilitate'>(
  tx: Tx, actor: Actor, action: A, id: AgendaItemId,
): Promise<{ meeting: Permitted<Meeting>; item: Permitted<AgendaItem, A> }> {
  const { meetingId } = permit(agendaItemPolicy, actor, 'read', await findItem(tx, id), id);
  const meeting = await lockMeeting(tx, actor, action, meetingId);
  // Read again: it may have been moved or removed while this waited for the lock.
  return { meeting, item: permit(agendaItemPolicy, actor, action, await findItem(tx, id), id) };
}

/** Items (`i`), each with its meeting (`m`) beside it: what their policy needs to know. */
export const itemsIn = (source: Source): SelectQueryBuilder<AgendaItem> =>
  source.read(AgendaItem).createQueryBuilder('i').innerJoinAndMapOne('i.meeting', Meeting, 'm', 'm.id = i.meetingId');

const findItem = (source: Source, id: AgendaItemId): Promise<AgendaItem | null> => itemsIn(source).where('i.id = :id', { id }).getOne();
