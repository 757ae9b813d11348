import { In } from 'typeorm';

import { type Actor, type Permitted, readable } from '#libs/access';
import type { MeetingId } from '#libs/kernel';
import type { RequestContext, Source } from '#libs/platform';

import type { Action } from '../actions/action.entity.js';
import type { ActionService } from '../actions/action.service.js';
import type { AgendaItem } from '../agenda/agenda-item.entity.js';
import type { AgendaService } from '../agenda/agenda.service.js';
import { Meeting } from '../meeting.entity.js';
import { meetingPolicy } from '../meeting.policy.js';

export const loadAgenda = (context: RequestContext, agendas: AgendaService, id: MeetingId): Promise<Permitted<AgendaItem>[]> =>
  context.loader(agendas, async (ids: readonly MeetingId[]) => ofEach(ids, await agendas.ofMeetings(context.actor as Actor, ids))).load(id);

export const loadActions = (context: RequestContext, actions: ActionService, id: MeetingId): Promise<Permitted<Action>[]> =>
  context.loader(actions, async (ids: readonly MeetingId[]) => ofEach(ids, await actions.ofMeetings(context.actor as Actor, ids))).load(id);

const meetingsById = {};

/** The meeting that something points to; null when the actor may not read it. */
export async function loadMeeting(context: RequestContext, source: Source, id: MeetingId): Promise<Permitted<Meeting> | null> {
  const actor = context.actor as Actor;
  return context.loader<MeetingId, Permitted<Meeting> | null>(meetingsById, async (ids) => {
    const rows = await source.read(Meeting).find({ where: meetingPolicy.visibleTo(actor).map((visible) => ({ ...visible, id: In([...ids]) })) });
    const byId = new Map(readable(meetingPolicy, actor, rows).map((row) => [row.id, row]));
    return ids.map((one) => byId.get(one) ?? null);
  }).load(id);
}

/** The rows under each of these meetings, in their order. */
function ofEach<T extends { meetingId: MeetingId | null }>(ids: readonly MeetingId[], rows: readonly T[]): T[][] {
  const under = new Map<MeetingId | null, T[]>();
  for (const row of rows) under.set(row.meetingId, [...(under.get(row.meetingId) ?? []), row]);
  return ids.map((id) => under.get(id) ?? []);
}
