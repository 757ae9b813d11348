import type { IncomingMessage } from 'node:http';

import { describe, expect, it } from '@jest/globals';

import { SCOPES } from '#libs/access';
import { Config } from '#libs/platform';
import { expectSameFaces, useWorld } from '#libs/testing';

import { ActorService } from './actor.service.js';
import { ApiToken } from './api-token.entity.js';
import { CredentialService } from './credential.service.js';
import { accessLost } from './identity.events.js';
import { apiTokenPolicy, membershipPolicy, sessionPolicy } from './identity.policy.js';
import { MemberService } from './member.service.js';
import { Membership } from './membership.entity.js';
import { Session } from './session.entity.js';

const world = useWorld();
const credentials = new CredentialService(world.database, world.outbox, world.clock);
const members = new MemberService(world.database, world.outbox, world.clock);
const actors = new ActorService(world.database, world.clock, Config.of({}));

const requestWith = (headers: Record<string, string>, url = '/graphql') => ({ headers, url }) as unknown as IncomingMessage;
const membershipOf = (userId: string) => world.database.read(Membership).findOneByOrFail({ userId: userId as never });

describe('tokens', () => {
  it('say who asks, with the scopes they were given and no more', async () => {
    const person = await world.person('researcher');
    const { token, apiToken } = await credentials.createToken(person, 'training', ['runs', 'runs', 'read'], null);
    expect(token).toMatch(/^clq_[\w-]{43}$/);
    const actor = await actors.actorOf(requestWith({ authorization: `Bearer ${token}` }));
    expect(actor).toMatchObject({ userId: person.userId, via: 'token', credentialId: apiToken.id });
    expect([...actor!.scopes]).toEqual(['read', 'runs']);
  });

  it('are taken as a password of Basic, and from the address of a websocket only', async () => {
    const { token } = await credentials.createToken(await world.person(), 'x', [...SCOPES], null);
    const basic = Buffer.from(`anybody:${token}`).toString('base64');
    expect(await actors.actorOf(requestWith({ authorization: `Basic ${basic}` }))).not.toBeNull();
    expect(await actors.actorOf(requestWith({ upgrade: 'websocket' }, `/collab/x?token=${token}`))).not.toBeNull();
    expect(await actors.actorOf(requestWith({}, `/graphql?token=${token}`))).toBeNull();
  });

  it('end when they expire, when they are revoked, and when their person leaves', async () => {
    const lead = await world.person('lead');
    const person = await world.person();
    const soon = new Date(world.clock.now().getTime() + 60_000);
    const [expiring, revoked, left] = [
      await credentials.createToken(person, 'a', ['read'], soon), await credentials.createToken(person, 'b', ['read'], null), await credentials.createToken(person, 'c', ['read'], null)];
    await credentials.revokeToken(person, revoked.apiToken.id);
    expect(await actors.fromToken(revoked.token)).toBeNull();
    expect(await actors.fromToken(expiring.token)).not.toBeNull();
    world.clock.advance({ minutes: 2 });
    expect(await actors.fromToken(expiring.token)).toBeNull();
    await members.remove(lead, (await membershipOf(person.userId)).id);
    expect(await actors.fromToken(left.token)).toBeNull();
  });

  it('belong to their person alone', async () => {
    const [person, other] = [await world.person(), await world.person('lead')];
    const { apiToken } = await credentials.createToken(person, 'mine', ['read'], null);
    await expect(credentials.revokeToken(other, apiToken.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expectSameFaces(world, ApiToken, apiTokenPolicy, [person, other, await world.anotherGroup()]);
  });

  it('need a purpose and a future', async () => {
    const person = await world.person();
    await expect(credentials.createToken(person, 'x', [], null)).rejects.toMatchObject({ details: { field: 'scopes' } });
    await expect(credentials.createToken(person, 'x', ['read'], world.clock.now())).rejects.toMatchObject({ details: { field: 'expiresAt' } });
  });
});

describe('members', () => {
  it('are listed to members page by page, and to a guest only as themselves', async () => {
    const [lead, guest] = [await world.person('lead', 'Zoe Young'), await world.person('guest')];
    const first = await members.list(lead, { first: 2 }, null);
    const second = await members.list(lead, { first: 2, after: first.endCursor }, null);
    expect(new Set([...first.nodes, ...second.nodes].map(({ id }) => id)).size).toBe(4);
    expect((await members.list(guest, {}, null)).nodes.map(({ userId }) => userId)).toEqual([guest.userId]);
    expect((await members.list(lead, {}, 'youn')).nodes.map(({ userId }) => userId)).toEqual([lead.userId]);
    await expectSameFaces(world, Membership, membershipPolicy, [lead, guest, await world.anotherGroup()]);
  });

  it('keep at least one lead', async () => {
    const stranger = await world.anotherGroup();
    const { id } = await membershipOf(stranger.userId);
    await expect(members.changeRole(stranger, id, 'guest')).rejects.toMatchObject({ code: 'LAST_LEAD' });
    await expect(members.remove(stranger, id)).rejects.toMatchObject({ code: 'LAST_LEAD' });
    expect((await membershipOf(stranger.userId)).role).toBe('lead');
  });

  it('are out of reach for leads of another group', async () => {
    const person = await world.person();
    const { id } = await membershipOf(person.userId);
    await expect(members.remove(await world.anotherGroup(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(members.remove(await world.person('researcher'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lose their sockets when they are removed: the event says whose', async () => {
    const [lead, person] = [await world.person('lead'), await world.person()];
    await members.remove(lead, (await membershipOf(person.userId)).id);
    const [row] = await world.database.sql<{ event: never }>('SELECT event FROM domain_event ORDER BY position DESC LIMIT 1');
    expect(accessLost(row!.event)).toEqual({ userId: person.userId });
  });
});

describe('sessions', () => {
  it('are seen and ended by their person alone', async () => {
    const [person, other] = [await world.person(), await world.person('lead')];
    const { secret, id } = await world.database.transaction((tx) => credentials.openSession(tx, person.userId, person.groupId, 'Firefox'));
    await expect(credentials.revokeSession(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await credentials.revokeSession(person, id);
    expect(await actors.fromSession(secret)).toBeNull();
    await expectSameFaces(world, Session, sessionPolicy, [person, other]);
  });
});
