import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { encodeCursor } from '#libs/kernel';
import { useWorld } from '#libs/testing';

import { MemberService } from './member.service.js';
import { Membership } from './membership.entity.js';

const world = useWorld();
const members = new MemberService(world.database, world.outbox, world.clock);

const membershipOf = (actor: Actor): Promise<Membership> => world.database.read(Membership).findOneByOrFail({ userId: actor.userId });
const idOf = async (actor: Actor): Promise<Membership['id']> => (await membershipOf(actor)).id;
const eventsSince = async (before: readonly string[]): Promise<string[]> => (await world.events()).slice(before.length);

describe('changing who is in the group', () => {
  it('gives a role and takes a person out, each announced once however often it is said', async () => {
    const [lead, person] = [await world.person('lead'), await world.person('researcher')];
    const id = await idOf(person);
    const before = await world.events();
    for (let time = 0; time < 2; time += 1) expect(await members.changeRole(lead, id, 'guest')).toMatchObject({ role: 'guest' });
    const removed = await members.remove(lead, id);
    world.clock.advance({ days: 1 });
    expect((await members.remove(lead, id)).suspendedAt).toEqual(removed.suspendedAt);
    expect(await eventsSince(before)).toEqual(['membership.role_changed', 'membership.removed']);
  });

  it('is for leads, except that everybody may leave', async () => {
    const [person, other, stranger] = [await world.person(), await world.person(), await world.anotherGroup()];
    await expect(members.changeRole(person, await idOf(other), 'lead')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(members.remove(person, await idOf(other))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(members.remove(stranger, await idOf(other))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await members.remove(person, await idOf(person))).toMatchObject({ suspendedAt: world.clock.now() });
  });

  it('leaves a lead, also when the last two go at the same moment', async () => {
    const one = await world.anotherGroup();
    const other = await world.person('lead', 'Lea Deng', one.groupId);
    const going = await Promise.allSettled([members.remove(one, await idOf(one)), members.changeRole(other, await idOf(other), 'researcher')]);
    expect(going.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(going.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'LAST_LEAD' } });
    const left = await world.database.read(Membership).findBy({ groupId: one.groupId });
    expect(left.filter(({ role, suspendedAt }) => role === 'lead' && suspendedAt === null)).toHaveLength(1);
  });
});

describe('the list of members', () => {
  let lead: Actor;
  beforeAll(async () => {
    lead = await world.anotherGroup();
    for (const name of ['Mira Sato', 'Miro Kanu', 'Jo Mirren']) await world.person('researcher', name, lead.groupId);
  });

  it('pages in the order of joining, each person once', async () => {
    const one = await members.list(lead, { first: 3 }, null);
    const two = await members.list(lead, { first: 3, after: one.endCursor }, null);
    expect([one.hasMore, two.hasMore]).toEqual([true, false]);
    expect(new Set([...one.nodes, ...two.nodes].map(({ id }) => id)).size).toBe(4);
  });

  it.each([['two parts that are no place', ['yesterday', 'somebody']], ['one part', ['x']]])('refuses a cursor of %s', async (_name, parts) => {
    await expect(members.list(lead, { after: encodeCursor(parts) }, null)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('finds people by the beginning of any of their names', async () => {
    expect((await members.list(lead, {}, 'mir')).nodes).toHaveLength(3);
    expect((await members.list(lead, {}, 'kan')).nodes).toHaveLength(1);
    expect((await members.list(lead, {}, 'irren')).nodes).toHaveLength(0);
    expect((await members.list(lead, {}, '.*')).nodes).toHaveLength(0);
  });
});
