import type { Policy } from '#libs/access';
import { type AgendaItemId, newId } from '#libs/kernel';

import { meetingPolicy, visibleMeetingIds } from '../meeting.policy.js';
import { AgendaItem } from './agenda-item.entity.js';

/** An agenda is read with its meeting, and changed as a part of it: `edit` and `facilitate` are rights to the meeting. */
export const agendaItemPolicy: Policy<AgendaItem> = {
  subject: 'Agenda item',
  may: { read: (actor, { meeting }) => meetingPolicy.may.read(actor, meeting) },
  visibleTo: (actor) => [{ meetingId: visibleMeetingIds(actor) }],
  example: (standing, actor) => {
    const meeting = meetingPolicy.example(standing, actor);
    return meeting && Object.assign(new AgendaItem(), { id: newId<AgendaItemId>(), meetingId: meeting.id, meeting });
  },
};
