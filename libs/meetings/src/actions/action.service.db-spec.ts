import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { newId, type UserId } from '#libs/kernel';
import type { Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { openActionsOf } from '../due.js';
import type { Meeting } from '../meeting.entity.js';
import { meetingIn } from '../testing/index.js';
import { ActionService } from './action.service.js';

const world = useWorld();
const actions = new ActionService(world.database, world.outbox, world.clock);

let lead: Actor, member: Actor, other: Actor, guest: Actor;
let meeting: Meeting, hidden: Proposal;
beforeEach(async () => {
  [lead, member, other, guest] = [await world.person('lead'), await world.person(), await world.person(), await world.person('guest')];
  meeting = await meetingIn(world, { groupId: world.groupId });
  hidden = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [member.userId], readerIds: [] });
});

const titlesFor = async (actor: Actor, filter: Parameters<ActionService['list']>[2]): Promise<string[]> =>
  (await actions.list(actor, {}, filter)).nodes.map(({ title }) => title);

describe('an action', () => {
  it('has an owner, a day, and the place where it was agreed', async () => {
    const action = await actions.add(member, { title: ' Rerun 10 jobs ', ownerId: other.userId, dueOn: '2026-11-19', meetingId: meeting.id });
    expect((await actions.list(other, {}, { ownerId: other.userId })).nodes).toMatchObject([
      { id: action.id, title: 'Rerun 10 jobs', dueOn: '2026-11-19', doneAt: null, meetingId: meeting.id, proposalId: null, createdById: member.userId },
    ]);
  });

  it.each([
    ['no place', {}, { code: 'ACTION_NEEDS_PLACE' }],
    ['a day that does not exist', { dueOn: '2026-02-30' }, { code: 'INVALID_INPUT', details: { field: 'dueOn' } }],
    ['a day in words', { dueOn: 'Thursday' }, { code: 'INVALID_INPUT', details: { field: 'dueOn' } }],
    ['an owner from elsewhere', { ownerId: newId<UserId>() }, { code: 'PERSON_UNKNOWN' }],
    ['no title', { title: '' }, { code: 'INVALID_INPUT', details: { field: 'title' } }],
  ])('is refused with %s', async (what, wrong, error) => {
    const place = what === 'no place' ? {} : { meetingId: meeting.id };
    await expect(actions.add(member, { title: 'x', ownerId: member.userId, ...place, ...wrong })).rejects.toMatchObject(error);
  });

  it('is not written into a closed meeting, nor onto what one may not read', async () => {
    const now = world.clock.now();
    const closed = await meetingIn(world, { groupId: world.groupId, state: 'closed', startedAt: now, endedAt: now });
    const fields = { title: 'x', ownerId: other.userId };
    await expect(actions.add(other, { ...fields, meetingId: closed.id })).rejects.toMatchObject({ code: 'MEETING_STATE' });
    await expect(actions.add(other, { ...fields, proposalId: hidden.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(actions.add(guest, { ...fields, meetingId: meeting.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is done by its owner or a lead, told once, and can be taken back', async () => {
    const { id } = await actions.add(member, { title: 'x', ownerId: other.userId, meetingId: meeting.id });
    await expect(actions.setDone(member, id, true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const before = (await world.events()).length;
    expect((await actions.setDone(other, id, true)).doneAt).toEqual(world.clock.now());
    await actions.setDone(lead, id, true);
    expect((await actions.setDone(lead, id, false)).doneAt).toBeNull();
    expect((await world.events()).slice(before)).toEqual(['action.completed', 'action.reopened']);
  });

  it('is changed by its owner, its creator or a lead', async () => {
    const { id } = await actions.add(member, { title: 'x', ownerId: other.userId, dueOn: '2026-11-19', meetingId: meeting.id });
    await expect(actions.update(await world.person(), id, { title: 'y' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await actions.update(member, id, { title: 'y' })).toMatchObject({ title: 'y', dueOn: '2026-11-19' });
    expect(await actions.update(lead, id, { dueOn: null })).toMatchObject({ title: 'y', dueOn: null });
    expect(await actions.update(other, id, { ownerId: lead.userId })).toMatchObject({ ownerId: lead.userId });
  });
});

describe('who sees an action', () => {
  it('is whoever may read all that it hangs on, and its owner always', async () => {
    const onBoth = await actions.add(member, { title: 'on both', ownerId: other.userId, meetingId: meeting.id, proposalId: hidden.id });
    expect(await titlesFor(member, {})).toContain('on both');
    expect(await titlesFor(other, {})).toContain('on both');
    expect(await titlesFor(lead, {})).not.toContain('on both');
    expect((await actions.ofMeetings(lead, [meeting.id])).map(({ title }) => title)).toEqual([]);
    expect((await actions.ofMeetings(other, [meeting.id])).map(({ title }) => title)).toEqual(['on both']);
    await expect(actions.update(lead, onBoth.id, { title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await actions.setDone(other, onBoth.id, true)).toMatchObject({ id: onBoth.id });
  });

  it('does not widen by a filter: what one may not read cannot be asked about', async () => {
    await actions.add(member, { title: 'x', ownerId: other.userId, proposalId: hidden.id });
    await expect(actions.list(other, {}, { proposalId: hidden.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(actions.list(guest, {}, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows a guest, of what they were shared, only what they own or wrote down', async () => {
    const shared = await proposalIn(world, { groupId: world.groupId, readerIds: [guest.userId] });
    await actions.add(member, { title: 'for a member', ownerId: member.userId, proposalId: shared.id });
    await actions.add(member, { title: 'for the guest', ownerId: guest.userId, proposalId: shared.id });
    await actions.add(guest, { title: 'asked by the guest', ownerId: member.userId, proposalId: shared.id });
    expect((await titlesFor(guest, {})).sort()).toEqual(['asked by the guest', 'for the guest']);
  });

  it('filters by owner and by what is open, newest first, page by page', async () => {
    for (const title of ['a', 'b', 'c']) {
      await actions.add(member, { title, ownerId: other.userId, meetingId: meeting.id });
      world.clock.advance({ minutes: 1 });
    }
    const mine = { ownerId: other.userId, open: true };
    const one = await actions.list(member, { first: 2 }, mine);
    const two = await actions.list(member, { first: 2, after: one.endCursor }, mine);
    expect([one, two].map((page) => page.nodes.map(({ title }) => title))).toEqual([['c', 'b'], ['a']]);

    await actions.setDone(other, one.nodes[0]!.id, true);
    expect(await titlesFor(member, mine)).toEqual(['b', 'a']);
    expect(await titlesFor(member, { ...mine, open: false })).toEqual(['c']);
  });

  it('tells the owner what is open, what is due first', async () => {
    for (const [title, dueOn] of [['some day', null], ['Thursday', '2026-11-19'], ['Tuesday', '2026-11-17']] as const) {
      await actions.add(member, { title, ownerId: other.userId, dueOn, proposalId: hidden.id });
    }
    expect((await openActionsOf(world.database, other)).map(({ title }) => title)).toEqual(['Tuesday', 'Thursday', 'some day']);
  });
});
