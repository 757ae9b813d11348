import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { MeetingId, ProposalId } from '#libs/kernel';
import { DocumentService } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { plansOf, useWorld } from '#libs/testing';

import { ActionService } from './actions/action.service.js';
import { meetingsSoon, openActionsOf } from './due.js';
import { MeetingService } from './meeting.service.js';
import { meetingIn } from './testing/index.js';

const world = useWorld();
const meetings = new MeetingService(world.database, world.outbox, world.clock, new DocumentService(world.database, world.outbox, world.clock));
const actions = new ActionService(world.database, world.outbox, world.clock);

let member: Actor, guest: Actor, meetingId: MeetingId, proposalId: ProposalId;

/** A group that has met daily for decades, so that reading any of these tables whole is the wrong plan. */
beforeAll(async () => {
  [member, guest] = [await world.person(), await world.person('guest')];
  ({ id: proposalId } = await proposalIn(world, { groupId: world.groupId, authorIds: [member.userId], readerIds: [guest.userId] }));
  ({ id: meetingId } = await meetingIn(world, { groupId: world.groupId, attendeeIds: [member.userId, guest.userId] }));
  const { groupId } = world;
  await world.database.sql(
    `INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'meeting', 'm', 'group', '{}', '{}', 'readers', now(), now() FROM generate_series(1, 20000)`, [groupId]);
  await world.database.sql(
    `INSERT INTO meeting (id, group_id, title, state, starts_at, minutes, time_zone, attendee_ids, document_id, started_at, ended_at, created_at)
     SELECT gen_random_uuid(), group_id, 'm', CASE WHEN n % 2 = 0 THEN 'scheduled' ELSE 'closed' END, timestamptz '2026-01-01' + n * interval '1 hour', 60, 'UTC',
            CASE WHEN n % 3 = 0 THEN ARRAY[gen_random_uuid()] ELSE '{}' END, id, CASE WHEN n % 2 = 1 THEN now() END, CASE WHEN n % 2 = 1 THEN now() END, now()
     FROM (SELECT id, group_id, row_number() OVER () AS n FROM document WHERE title = 'm') d`);
  await world.database.sql(
    `INSERT INTO agenda_item (id, meeting_id, position, title, reason, proposal_id)
     SELECT gen_random_uuid(), id, 0, 'i', '', CASE WHEN random() < 0.01 THEN $1::uuid END FROM meeting`, [proposalId]);
  await world.database.sql(
    `INSERT INTO action (id, group_id, meeting_id, title, owner_id, created_by_id, done_at, created_at)
     SELECT gen_random_uuid(), group_id, id, 'a', CASE WHEN random() < 0.01 THEN $1::uuid ELSE $2::uuid END, $2, CASE WHEN random() < 0.9 THEN now() END,
            now() + random() * interval '1 day' FROM meeting`, [guest.userId, member.userId]);
  await world.database.sql(`INSERT INTO action (id, group_id, proposal_id, title, owner_id, created_by_id, created_at) VALUES (gen_random_uuid(), $1, $2, 'p', $3, $3, now())`, [groupId, proposalId, member.userId]);
  for (const table of ['document', 'meeting', 'agenda_item', 'action', 'proposal']) await world.database.sql(`ANALYZE ${table}`);
});

const pages = async (list: (after?: string | null) => Promise<{ endCursor: string | null }>): Promise<void> => {
  const { endCursor } = await list();
  await list(endCursor);
};

describe('the lists of a group with 20,000 meetings', () => {
  const lists: [string, (actor: Actor) => Promise<unknown>][] = [
    ['upcoming meetings', (actor) => pages((after) => meetings.list(actor, { after }, 'upcoming', null))],
    ['past meetings', (actor) => pages((after) => meetings.list(actor, { after }, 'past', null))],
    ['meetings about a proposal', (actor) => pages((after) => meetings.list(actor, { after }, 'past', proposalId))],
    ['meetings soon', (actor) => meetingsSoon(world.database, actor, new Date('2026-01-02T00:00:00Z'))],
    ['all actions', (actor) => pages((after) => actions.list(actor, { after }, {}))],
    ['open actions', (actor) => pages((after) => actions.list(actor, { after }, { open: true }))],
    ['actions of somebody', (actor) => pages((after) => actions.list(actor, { after }, { ownerId: guest.userId, open: true }))],
    ['actions on a proposal', (actor) => pages((after) => actions.list(actor, { after }, { proposalId }))],
    ['actions of a meeting', (actor) => actions.ofMeetings(actor, [meetingId])],
    ['one’s own open actions', (actor) => openActionsOf(world.database, actor)],
  ];

  it.each(lists)('find %s through indexes, for a member and for a guest', async (_what, list) => {
    for (const actor of [member, guest]) {
      const plans = await plansOf(world, () => list(actor));
      expect(plans.length).toBeGreaterThan(0);
      // The few people and the few proposals of this world are rightly read whole.
      expect(plans.filter((plan) => /Seq Scan on (meeting|agenda_item|action)\b/.test(plan))).toEqual([]);
    }
  });
});
