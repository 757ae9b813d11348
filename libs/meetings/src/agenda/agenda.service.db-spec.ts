import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { type AgendaItemId, type MeetingId, newId } from '#libs/kernel';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { meetingIn } from '../testing/index.js';
import { AgendaService, MAX_AGENDA } from './agenda.service.js';

const world = useWorld();
const agendas = new AgendaService(world.database, world.outbox);

let member: Actor, meetingId: MeetingId;
beforeEach(async () => {
  member = await world.person();
  ({ id: meetingId } = await meetingIn(world, { groupId: world.groupId }));
});

const itemsOf = (actor = member) => agendas.ofMeetings(actor, [meetingId]);
const order = async (): Promise<string> => (await itemsOf()).map(({ title, position }) => `${title}${position}`).join(' ');
const fill = async (titles: string): Promise<AgendaItemId[]> => {
  for (const title of titles) await agendas.add(member, meetingId, { title });
  return (await itemsOf()).map(({ id }) => id);
};

describe('an agenda', () => {
  it('keeps its positions dense through moving and removing', async () => {
    const [a, b, , d] = (await fill('abcd')) as [AgendaItemId, AgendaItemId, AgendaItemId, AgendaItemId];
    await agendas.move(member, a, 2);
    expect(await order()).toBe('b0 c1 a2 d3');
    await agendas.move(member, d, 0);
    expect(await order()).toBe('d0 b1 c2 a3');
    await agendas.remove(member, b);
    expect(await order()).toBe('d0 c1 a2');
    await agendas.add(member, meetingId, { title: 'e' });
    expect(await order()).toBe('d0 c1 a2 e3');
  });

  it('refuses a position that is not there, and says nothing when nothing moves', async () => {
    const [a] = (await fill('ab')) as [AgendaItemId];
    const before = (await world.events()).length;
    for (const position of [-1, 2]) await expect(agendas.move(member, a, position)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'position' } });
    await agendas.move(member, a, 0);
    expect((await world.events()).length).toBe(before);
  });

  it('stays whole when several people add and move at once', async () => {
    const ids = await fill('abc');
    await Promise.all([...ids.map((id, index) => agendas.move(member, id, 2 - index)), agendas.add(member, meetingId, { title: 'd' }), agendas.add(member, meetingId, { title: 'e' })]);
    expect((await itemsOf()).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
  });

  it('ends at a length that can be read whole', async () => {
    await fill('x'.repeat(MAX_AGENDA));
    await expect(agendas.add(member, meetingId, { title: 'one more' })).rejects.toMatchObject({ code: 'AGENDA_FULL', details: { max: MAX_AGENDA } });
  });

  it('links only a proposal that whoever links it may read', async () => {
    const hidden = await proposalIn(world, { groupId: world.groupId, audience: 'authors' });
    await expect(agendas.add(member, meetingId, { title: 'a', proposalId: hidden.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await itemsOf()).toEqual([]);
  });

  it('keeps a link that the person saving does not see, and drops one that they do', async () => {
    const author = await world.person();
    const proposal = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [author.userId] });
    await agendas.add(author, meetingId, { title: 'a', proposalId: proposal.id });
    const { id } = (await itemsOf())[0]!;

    await agendas.update(member, id, { title: 'b', proposalId: null });
    expect(await itemsOf()).toMatchObject([{ title: 'b', proposalId: proposal.id }]);
    await agendas.update(author, id, { title: 'c', proposalId: null });
    expect(await itemsOf()).toMatchObject([{ title: 'c', proposalId: null }]);
  });

  it('changes only the fields that are given', async () => {
    await agendas.add(member, meetingId, { title: 'a', reason: 'it is due', minutes: 5, presenterId: member.userId });
    const { id } = (await itemsOf())[0]!;
    await agendas.update(member, id, { title: 'b', minutes: null });
    expect(await itemsOf()).toMatchObject([{ title: 'b', reason: 'it is due', minutes: null, presenterId: member.userId }]);
  });

  it('tells the same of an item that is not there and of one in a meeting that is not for the actor', async () => {
    const other = await world.person();
    const { id: theirs } = await meetingIn(world, { groupId: world.groupId, attendeeIds: [other.userId] });
    await agendas.add(other, theirs, { title: 'between us' });
    const { id } = (await agendas.ofMeetings(other, [theirs]))[0]!;
    const missing = newId<AgendaItemId>();

    const refusals = await Promise.all([id, missing].map((one) => agendas.remove(member, one).catch((error: unknown) => error)));
    expect(refusals).toMatchObject([{ code: 'NOT_FOUND', details: { subject: 'Agenda item', id } }, { code: 'NOT_FOUND', details: { subject: 'Agenda item', id: missing } }]);
  });
});
