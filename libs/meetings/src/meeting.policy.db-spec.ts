import { expect, it } from '@jest/globals';

import { newId, type UserId } from '#libs/kernel';
import { Document, documentPolicy } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { expectSameFaces, useWorld } from '#libs/testing';

import { Action } from './actions/action.entity.js';
import { actionPolicy } from './actions/action.policy.js';
import { actionsIn, seenActions } from './actions/actions-in.js';
import { AgendaItem } from './agenda/agenda-item.entity.js';
import { agendaItemPolicy } from './agenda/agenda-item.policy.js';
import { Meeting } from './meeting.entity.js';
import { meetingPolicy, visibleMeetingIds, visibleMeetingsSql } from './meeting.policy.js';
import { itemsIn } from './require-meeting.js';
import { anAction, anAgendaItem, meetingIn } from './testing/index.js';

const world = useWorld();

it('reads the same as a predicate, as a query and as the notes of the meeting', async () => {
  const [lead, member, guest] = [world.someone('lead'), world.someone('researcher'), world.someone('guest')];
  const elsewhere = await world.anotherGroup();
  const { groupId } = world;
  await meetingIn(world, { groupId });
  await meetingIn(world, { groupId, attendeeIds: [member.userId, guest.userId] });
  await meetingIn(world, { groupId, attendeeIds: [lead.userId, newId<UserId>()] });
  await meetingIn(world, { groupId: elsewhere.groupId });
  await meetingIn(world, { groupId: elsewhere.groupId, attendeeIds: [member.userId] });

  const actors = [lead, member, guest, elsewhere, world.someone('guest')];
  await expectSameFaces(world, Meeting, meetingPolicy, actors);
  const counts = await Promise.all(actors.map((actor) => world.database.read(Meeting).countBy(meetingPolicy.visibleTo(actor))));
  expect(counts).toEqual([2, 2, 1, 1, 0]);

  for (const actor of actors) {
    const documents = await world.database.read(Document).findBy(documentPolicy.visibleTo(actor));
    const meetings = await world.database.read(Meeting).findBy({ id: visibleMeetingIds(actor) });
    const { sql, parameters } = visibleMeetingsSql(actor);
    expect(meetings.map(({ documentId }) => documentId).sort()).toEqual(documents.map(({ id }) => id).sort());
    expect((await world.database.sql<{ id: string }>(sql, parameters)).map(({ id }) => id).sort()).toEqual(meetings.map(({ id }) => id).sort());
  }
});

it('reads actions and agendas the same as a predicate and as a query', async () => {
  const [lead, owner, creator] = [await world.person('lead'), await world.person('guest'), await world.person('guest')];
  const hidden = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [creator.userId] });
  const [open, named] = [await meetingIn(world, { groupId: world.groupId }), await meetingIn(world, { groupId: world.groupId, attendeeIds: [creator.userId] })];
  const places = [{ meetingId: open.id }, { meetingId: named.id }, { meetingId: open.id, proposalId: hidden.id }, { proposalId: hidden.id }];
  for (const place of places) {
    const common = { groupId: world.groupId, ...place };
    await world.has(Action, anAction({ ...common, ownerId: owner.userId, createdById: creator.userId }), anAction({ ...common, ownerId: lead.userId }));
  }
  await world.has(AgendaItem, anAgendaItem({ meetingId: open.id }), anAgendaItem({ meetingId: named.id, proposalId: hidden.id }));

  const [actions, items] = [await actionsIn(world.database).getMany(), await itemsIn(world.database).getMany()];
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id).sort();
  const counts: [number, number][] = [];
  for (const actor of [lead, owner, creator, world.someone('researcher'), world.someone('guest'), await world.anotherGroup()]) {
    const judged = actions.filter((action) => actionPolicy.may.read(actor, action));
    const { conditions, parameters } = seenActions(actor);
    expect(ids(await world.database.read(Action).findBy(actionPolicy.visibleTo(actor)))).toEqual(ids(judged));
    expect(ids(await world.database.sql<{ id: string }>(`SELECT a.id FROM action a WHERE ${conditions.join(' AND ')}`, parameters))).toEqual(ids(judged));
    const read = items.filter((item) => agendaItemPolicy.may.read(actor, item));
    expect(ids(await world.database.read(AgendaItem).findBy(agendaItemPolicy.visibleTo(actor)))).toEqual(ids(read));
    counts.push([judged.length, read.length]);
  }
  expect(counts).toEqual([[5, 1], [4, 0], [2, 1], [2, 1], [0, 0], [0, 0]]);
});
