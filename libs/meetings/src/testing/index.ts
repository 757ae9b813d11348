import { type GroupId, newId, type MeetingId, type UserId } from '#libs/kernel';
import { Document } from '#libs/proposals';
import { aDocument } from '#libs/proposals/testing';

import { Action } from '../actions/action.entity.js';
import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { Meeting } from '../meeting.entity.js';

const THEN = new Date('2026-09-01T12:00:00Z');

/** A meeting of the whole group, in three days. Its document is to be written down first: {@link meetingIn} makes both. */
export function aMeeting(given: Partial<Meeting> & { groupId: GroupId }): Meeting {
  return Object.assign(new Meeting(), {
    id: newId(), documentId: newId(), title: 'Friday group meeting', state: 'scheduled', startsAt: new Date('2026-09-04T08:00:00Z'), minutes: 60,
    timeZone: 'Europe/Berlin', seriesKey: null, attendeeIds: [], facilitatorId: null, currentItemId: null, startedAt: null, endedAt: null,
    createdAt: THEN, ...given,
  });
}

export const anAgendaItem = (given: Partial<AgendaItem> & { meetingId: MeetingId }): AgendaItem =>
  Object.assign(new AgendaItem(), {
    id: newId(), position: 0, title: 'What counts as a tail class', reason: '', proposalId: null, minutes: null, presenterId: null,
    outcome: null, outcomeNote: null, startedAt: null, ...given,
  });

/** Give it a meeting or a proposal. */
export const anAction = (given: Partial<Action> & { groupId: GroupId; ownerId: UserId }): Action =>
  Object.assign(new Action(), {
    id: newId(), meetingId: null, proposalId: null, title: 'Rerun 10 jobs', createdById: given.ownerId, dueOn: null, doneAt: null, createdAt: THEN, ...given,
  });

interface Writable {
  has(entity: typeof Document | typeof Meeting, ...rows: (Document | Meeting)[]): Promise<void>;
}

/** Writes down a meeting and the document of its notes. */
export async function meetingIn(world: Writable, given: Partial<Meeting> & { groupId: GroupId }): Promise<Meeting> {
  const meeting = aMeeting(given);
  const { documentId: id, groupId, title, attendeeIds } = meeting;
  const audience = attendeeIds.length === 0 ? 'group' : 'named';
  await world.has(Document, aDocument({ id, groupId, title, kind: 'meeting', audience, authorIds: [], readerIds: attendeeIds, writers: 'readers' }));
  await world.has(Meeting, meeting);
  return meeting;
}
