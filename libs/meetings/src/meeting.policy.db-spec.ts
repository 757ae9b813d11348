import { expect, it } from '@jest/globals';

import { newId, type UserId } from '#libs/kernel';
import { Document, documentPolicy } from '#libs/proposals';
import { expectSameFaces, useWorld } from '#libs/testing';

import { Action } from './actions/action.entity.js';
import { actionPolicy } from './actions/action.policy.js';
import { Meeting } from './meeting.entity.js';
import { meetingPolicy, visibleMeetingIds, visibleMeetingsSql } from './meeting.policy.js';
import { anAction, meetingIn } from './testing/index.js';

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

it('reads actions the same as a predicate and as a query', async () => {
  const [owner, creator] = [await world.person('guest'), await world.person('guest')];
  const meeting = await meetingIn(world, { groupId: world.groupId });
  const elsewhere = await world.anotherGroup();
  const foreign = await meetingIn(world, { groupId: elsewhere.groupId });
  await world.has(
    Action,
    anAction({ groupId: world.groupId, meetingId: meeting.id, ownerId: owner.userId, createdById: creator.userId }),
    anAction({ groupId: world.groupId, meetingId: meeting.id, ownerId: creator.userId }),
    anAction({ groupId: elsewhere.groupId, meetingId: foreign.id, ownerId: elsewhere.userId }),
  );
  await expectSameFaces(world, Action, actionPolicy, [owner, creator, elsewhere, world.someone('lead'), world.someone('researcher'), world.someone('guest')]);
});
