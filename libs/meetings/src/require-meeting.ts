import { type Actor, permit, type Permitted } from '#libs/access';
import { type AgendaItemId, type MeetingId, notFound } from '#libs/kernel';
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
  const meeting = permit(meetingPolicy, actor, action, await findLocked(tx, id), id);
  if (!isPossible(meeting.state, action)) throw meetingState(meeting.state);
  return meeting;
}

/** An item with its meeting, locked for a change. An item of a meeting that one may not read does not exist, in the same words. */
export async function lockItem(
  tx: Tx, actor: Actor, action: MeetingAction, id: AgendaItemId,
): Promise<{ meeting: Permitted<Meeting>; item: Permitted<AgendaItem> }> {
  const found = await tx.read(AgendaItem).findOneBy({ id });
  const around = found === null ? null : await findLocked(tx, found.meetingId);
  if (around === null || !meetingPolicy.may.read(actor, around)) throw notFound(agendaItemPolicy.subject, id);
  const meeting = permit(meetingPolicy, actor, action, around, around.id);
  if (!isPossible(meeting.state, action)) throw meetingState(meeting.state);
  // Read again: it may have been moved or removed while this waited for the lock.
  return { meeting, item: permit(agendaItemPolicy, actor, 'read', await tx.read(AgendaItem).findOneBy({ id }), id) };
}

const findLocked = (tx: Tx, id: MeetingId): Promise<Meeting | null> =>
  tx.read(Meeting).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
