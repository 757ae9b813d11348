import type { Policy } from '#libs/access';
import { type AgendaItemId, newId } from '#libs/kernel';

import { meetingPolicy, visibleMeetingIds } from '../meeting.policy.js';
import { AgendaItem } from './agenda-item.entity.js';

/** An agenda is read with its meeting, and changed as a part of it: whoever may edit or facilitate the meeting may its items. */
export const agendaItemPolicy: Policy<AgendaItem, 'edit' | 'facilitate'> = {
  subject: 'Agenda item',
  may: {
    read: (actor, { meeting }) => meetingPolicy.may.read(actor, meeting),
    edit: (actor, { meeting }) => meetingPolicy.may.edit(actor, meeting),
    facilitate: (actor, { meeting }) => meetingPolicy.may.facilitate(actor, meeting),
  },
  visibleTo: (actor) => [{ meetingId: visibleMeetingIds(actor) }],
  example: (standing, actor) => {
    const meeting = meetingPolicy.example(standing, actor);
    return meeting && Object.assign(new AgendaItem(), { id: newId<AgendaItemId>(), meetingId: meeting.id, meeting });
  },
};
