import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { PeopleService } from '#libs/identity';
import { ActionService, MeetingService } from '#libs/meetings';
import { DocumentService, type Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';
import { CommentService, ThreadService } from '#libs/threads';

import { endOfDay, NeedsMe } from './needs-me.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);
const documents = new DocumentService(world.database, world.outbox, world.clock);
const meetings = new MeetingService(world.database, world.outbox, world.clock, documents);
const actions = new ActionService(world.database, world.outbox, world.clock);
const needs = new NeedsMe(world.database, new PeopleService(world.database), world.clock);

let author: Actor;
let guest: Actor;
let lead: Actor;
let proposal: Proposal;
beforeAll(async () => {
  author = await world.person('researcher', 'Rose Silva');
  guest = await world.person('guest', 'Rui Vidal');
  lead = await world.person('lead', 'Lea Deng');
  proposal = await proposalIn(world, { groupId: world.groupId, title: 'Cosine head', authorIds: [author.userId], readerIds: [guest.userId] });
});

const brief = async (actor: Actor): Promise<string[]> => (await needs.items(actor)).map(({ title, because }) => `${title} because ${because}`);

describe('what needs me', () => {
  it('goes from one to the other as a concern is settled, and is then gone', async () => {
    const { id } = await threads.open(guest, { proposalId: proposal.id, kind: 'concern', severity: 'major', body: 'Was seed 4 run with the old schedule?' });
    expect(await needs.items(author)).toEqual([{
      id: `answer_concern:${id}`, kind: 'answer_concern', title: 'Name what settles a concern', quote: 'Was seed 4 run with the old schedule?',
      because: 'Rui Vidal raised it on “Cosine head”, of which you are an author', at: world.clock.now(), dueAt: null, severity: 'major',
      threadId: id, proposalId: proposal.id, meetingId: null, actionId: null,
    }]);
    await threads.proposeAddressed(author, id, 'run cosine-s4b');
    expect(await brief(author)).toEqual([]);
    expect(await brief(guest)).toEqual(['Confirm that your concern is settled because Rose Silva says that it is, by “run cosine-s4b”, and only you or a lead can confirm']);
    await threads.confirm(guest, id);
    expect(await brief(guest)).toEqual([]);
  });

  it('is being named, until one replies; in the notes of a meeting it leads to the meeting', async () => {
    const meeting = await meetings.schedule(author, { title: 'Friday', startsAt: new Date(world.clock.now().getTime() + 40 * 3_600_000), minutes: 60, timeZone: 'Europe/Berlin' });
    const { id } = await threads.open(author, { documentId: meeting.documentId, kind: 'question', body: `@[Lea Deng](person:${lead.userId}), can you?` });
    expect(await needs.items(lead)).toMatchObject([{ kind: 'mention', title: 'Rose Silva asks for you', quote: '@Lea Deng, can you?', threadId: id, meetingId: meeting.id, proposalId: null }]);
    await comments.reply(lead, id, 'Yes.');
    expect(await needs.items(lead)).toEqual([]);
  });

  it('is a meeting when it comes near, for those who are asked to it', async () => {
    expect(await brief(author)).toEqual([]);
    world.clock.advance({ hours: 20 });
    expect(await brief(author)).toEqual(['Friday because it starts within a day']);
    expect(await brief(guest)).toEqual([]);
  });

  it('is an action until it is done, due at the end of the day where its owner is', async () => {
    await world.database.sql(`UPDATE app_user SET time_zone = 'America/New_York' WHERE id = $1`, [author.userId]);
    const given = await actions.add(lead, { title: 'Rerun 10 jobs', ownerId: author.userId, dueOn: '2026-11-05', proposalId: proposal.id });
    const taken = await actions.add(author, { title: 'Write the caption', ownerId: author.userId, proposalId: proposal.id });
    expect((await needs.items(author)).slice(1)).toMatchObject([
      { kind: 'action', title: 'Rerun 10 jobs', actionId: given.id, because: 'Lea Deng gave you this action', dueAt: new Date('2026-11-06T04:59:59Z') },
      { kind: 'action', title: 'Write the caption', actionId: taken.id, because: 'you took this action', dueAt: null },
    ]);
    for (const { id } of [given, taken]) await actions.setDone(author, id, true);
    expect((await needs.items(author)).map(({ kind }) => kind)).toEqual(['meeting']);
  });

  it('does not tell the owner of an action where it was agreed, when that is not theirs to read', async () => {
    const secret = await proposalIn(world, { groupId: world.groupId, title: 'Secret head', authorIds: [author.userId], audience: 'authors' });
    const room = await meetings.schedule(author, { title: 'Behind doors', startsAt: new Date(world.clock.now().getTime() + 90 * 3_600_000), minutes: 60, timeZone: 'UTC', attendeeIds: [author.userId] });
    const { id } = await actions.add(author, { title: 'Bring the projector', ownerId: guest.userId, proposalId: secret.id, meetingId: room.id });
    expect(await needs.items(guest)).toMatchObject([{ actionId: id, title: 'Bring the projector', proposalId: null, meetingId: null }]);
    await actions.setDone(guest, id, true);
  });

  it('is ordered by what others wait for, and asks once for each thread', async () => {
    const { id } = await threads.open(author, { proposalId: proposal.id, kind: 'question', body: 'Is 20 the value of the sweep?' });
    await threads.proposeAddressed(author, id, 'the caption');
    for (const body of ['So it is.', `Is it, @[Rose](person:${author.userId})?`]) {
      await threads.open(guest, { proposalId: proposal.id, kind: 'concern', severity: 'minor', body });
      await threads.open(guest, { proposalId: proposal.id, kind: 'comment', body });
    }
    await actions.add(author, { title: 'Write', ownerId: author.userId, proposalId: proposal.id });
    expect((await needs.items(author)).map(({ kind }) => kind)).toEqual(['confirm_concern', 'answer_concern', 'answer_concern', 'meeting', 'action', 'mention']);
  });
});

describe('the end of a day', () => {
  it('is its last second where the person is, also on a day that clocks make shorter', () => {
    expect(endOfDay('2026-11-05', 'UTC')).toEqual(new Date('2026-11-05T23:59:59Z'));
    expect(endOfDay('2026-03-28', 'America/Nuuk')).toEqual(new Date('2026-03-29T00:59:59Z'));
  });
});
