import type { Actor, Permitted } from '#libs/access';
import type { MeetingId } from '#libs/kernel';
import type { RequestContext } from '#libs/platform';

import type { Action } from '../actions/action.entity.js';
import type { ActionService } from '../actions/action.service.js';
import type { AgendaItem } from '../agenda/agenda-item.entity.js';
import type { AgendaService } from '../agenda/agenda.service.js';

export const loadAgenda = (context: RequestContext, agendas: AgendaService, id: MeetingId): Promise<Permitted<AgendaItem>[]> =>
  context.loader(agendas, async (ids: readonly MeetingId[]) => ofEach(ids, await agendas.ofMeetings(context.actor as Actor, ids))).load(id);

export const loadActions = (context: RequestContext, actions: ActionService, id: MeetingId): Promise<Permitted<Action>[]> =>
  context.loader(actions, async (ids: readonly MeetingId[]) => ofEach(ids, await actions.ofMeetings(context.actor as Actor, ids))).load(id);

/** The rows under each of these meetings, in their order. */
function ofEach<T extends { meetingId: MeetingId | null }>(ids: readonly MeetingId[], rows: readonly T[]): T[][] {
  const under = new Map<MeetingId | null, T[]>();
  for (const row of rows) under.set(row.meetingId, [...(under.get(row.meetingId) ?? []), row]);
  return ids.map((id) => under.get(id) ?? []);
}
