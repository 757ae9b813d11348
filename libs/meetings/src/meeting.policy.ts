import { ArrayContains, type FindOperator, Raw } from 'typeorm';

import { type Actor, inGroup, isLead, isMember, type Policy } from '#libs/access';
import { openToMembers } from '#libs/identity';
import { type GroupId, type MeetingId, newId, type UserId } from '#libs/kernel';

import type { MeetingAction } from './meeting-states.js';
import { Meeting } from './meeting.entity.js';

const isForWholeGroup = (meeting: Meeting): boolean => meeting.attendeeIds.length === 0;
const isNamed = (actor: Actor, meeting: Meeting): boolean => inGroup(actor, meeting) && meeting.attendeeIds.includes(actor.userId);
const reads = (actor: Actor, meeting: Meeting): boolean => isNamed(actor, meeting) || (isMember(actor, meeting) && isForWholeGroup(meeting));
const facilitates = (actor: Actor, meeting: Meeting): boolean =>
  reads(actor, meeting) && (meeting.facilitatorId === actor.userId || isLead(actor, meeting));

/**
 * A meeting is for the whole group without its guests, or for the people it names and nobody else. Members prepare
 * and start it; whoever started it facilitates, and a lead can step in; everybody in the room takes notes.
 * Whether the moment allows an action is said by `isPossible`.
 */
export const meetingPolicy: Policy<Meeting, MeetingAction> = {
  subject: 'Meeting',
  may: {
    read: reads,
    edit: (actor, meeting) => reads(actor, meeting) && isMember(actor, meeting),
    start: (actor, meeting) => reads(actor, meeting) && isMember(actor, meeting),
    facilitate: facilitates,
    end: facilitates,
    takeNotes: reads,
  },
  visibleTo: (actor) => {
    const named = { groupId: actor.groupId, attendeeIds: ArrayContains([actor.userId]) };
    return actor.role === 'guest' ? [named] : [named, { groupId: actor.groupId, attendeeIds: Raw((column) => `${column} = '{}'`) }];
  },
  example: (standing, actor) =>
    Object.assign(new Meeting(), {
      id: newId<MeetingId>(),
      groupId: standing === 'foreign' ? newId<GroupId>() : actor.groupId,
      attendeeIds: standing === 'shared' || (standing === 'own' && actor.role === 'guest') ? [actor.userId] : [],
      facilitatorId: standing === 'own' ? actor.userId : newId<UserId>(),
    }),
};

/** Members arrange meetings in their group; guests are invited. */
export const schedulingPolicy = openToMembers('schedule');

/** The condition of {@link meetingPolicy} on a row called `seen`; `group` and `user` are the places of the actor's ids. */
const seenSql = (actor: Actor, { group, user }: { group: string; user: string }): string =>
  `seen.group_id = ${group} AND (seen.attendee_ids @> ARRAY[${user}]::uuid[]${actor.role === 'guest' ? '' : ` OR seen.attendee_ids = '{}'`})`;

/** Matches the ids of the meetings that the actor may read: `{ meetingId: visibleMeetingIds(actor) }`. */
export function visibleMeetingIds(actor: Actor): FindOperator<MeetingId> {
  const seen = seenSql(actor, { group: ':seenGroup', user: ':seenUser' });
  return Raw<MeetingId>((column) => `${column} IN (SELECT seen.id FROM meeting seen WHERE ${seen})`, { seenGroup: actor.groupId, seenUser: actor.userId });
}

/** The same as a statement by hand, its parameters numbered from `first`. */
export function visibleMeetingsSql(actor: Actor, first = 1): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const seen = seenSql(actor, { group: `$${first}`, user: `$${first + 1}` });
  return { sql: `SELECT seen.id FROM meeting seen WHERE ${seen}`, parameters: [actor.groupId, actor.userId] };
}
