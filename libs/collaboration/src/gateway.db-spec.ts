import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HttpAdapterHost } from '@nestjs/core';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { type Actor, type Scope, SCOPES } from '#libs/access';
import { ActorService, CredentialService, MemberService, PeopleService } from '#libs/identity';
import { type DocumentId, newId } from '#libs/kernel';
import { Config, EventStream, Upgrades } from '#libs/platform';
import { CloseCode, inlineCompactor, noBus, type Rights } from '#libs/sync';
import { eventually } from '#libs/sync/testing';
import { useWorld } from '#libs/testing';

import { AccessWatch } from './access-watch.js';
import { CollabMetrics } from './collab-metrics.js';
import { EditAnnouncer } from './edit-announcer.js';
import { Gateway } from './gateway.js';
import { LiveDocuments } from './live-documents.js';
import { PostgresUpdateLog, poolForLog } from './postgres-update-log.js';
import { RoomKinds } from './room-kinds.js';

const world = useWorld();
const config = Config.of({ PORT: '0' });
const actors = new ActorService(world.database, world.clock, config);
const credentials = new CredentialService(world.database, world.outbox, world.clock);
const members = new MemberService(world.database, world.outbox, world.clock);

/** What is written here is what a document's own rules would say. */
const rules = new Map<string, Rights>();
/** What happens after the rules were looked up, and before anybody hears what they say. */
let meanwhile = async (): Promise<void> => undefined;
const document = newId<DocumentId>();

let server: Server;
let events: EventStream;
let watch: AccessWatch;
let live: LiveDocuments;
let gateway: Gateway;
let log: PostgresUpdateLog;
let [lead, writer, reader] = [world.someone('lead'), world.someone(), world.someone()];
const registry = new Registry();

// Nested, so that it ends before the world does.
describe('the gateway', () => {
  beforeAll(async () => {
    [lead, writer, reader] = [await world.person('lead'), await world.person('researcher', 'Ada King'), await world.person('guest', 'Bob')];
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const upgrades = new Upgrades({ httpAdapter: { getHttpServer: () => server } } as unknown as HttpAdapterHost);
    const kinds = new RoomKinds();
    kinds.register({
      name: 'test',
      authorize: async (knocks) => {
        const rights = knocks.map(({ actor, documentId }) => rules.get(`${actor.userId} ${documentId}`) ?? 'none');
        await meanwhile();
        return rights;
      },
    });
    events = new EventStream(world.address);
    watch = new AccessWatch(events, actors, kinds);
    log = new PostgresUpdateLog(poolForLog(world.address.url, 2));
    const metrics = new CollabMetrics(registry);
    live = new LiveDocuments({ config, log, bus: noBus, compactor: inlineCompactor(), announcer: new EditAnnouncer(world.database, world.outbox), metrics });
    gateway = new Gateway(upgrades, config, actors, new PeopleService(world.database), watch, live, metrics);
    gateway.onModuleInit();
    upgrades.onApplicationBootstrap();
    watch.onApplicationBootstrap();
    await events.onApplicationBootstrap();
    for (const [actor, rights] of [[lead, 'write'], [writer, 'write'], [reader, 'read']] as const) rules.set(`${actor.userId} ${document}`, rights);
  });

  afterAll(async () => {
    await gateway.beforeApplicationShutdown();
    watch.onApplicationShutdown();
    await events.onApplicationShutdown();
    await log.onApplicationShutdown();
    server.close();
  });

  const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokenOf = async (actor: Actor, scopes: readonly Scope[] = SCOPES, expiresAt: Date | null = null): Promise<string> =>
    (await credentials.createToken(actor, 'test', scopes, expiresAt)).token;
  const knock = (path: string, headers: Record<string, string> = {}): WebSocket => new WebSocket(`ws://${host()}${path}`, { headers });

  const open: (WebsocketProvider | WebSocket)[] = [];
  afterEach(() => {
    jest.restoreAllMocks();
    for (const one of open.splice(0)) {
      if (one instanceof WebSocket) one.terminate();
      else {
        one.destroy();
        one.awareness.destroy();
      }
    }
  });

  /** The code with which a websocket is closed. */
  async function closing(socket: WebSocket): Promise<{ code: number; reason: string }> {
    open.push(socket);
    socket.on('error', () => undefined);
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    return { code, reason: String(reason) };
  }

  async function client(actor: Actor, token?: string): Promise<WebsocketProvider> {
    const params = { token: token ?? (await tokenOf(actor)) };
    const provider = new WebsocketProvider(`ws://${host()}/collab`, document, new Y.Doc(), { params, WebSocketPolyfill: WebSocket as never, disableBc: true, maxBackoffTime: 50 });
    open.push(provider);
    return provider;
  }

  async function inside(actor: Actor, token?: string): Promise<WebsocketProvider> {
    const provider = await client(actor, token);
    await eventually(() => provider.synced);
    return provider;
  }

  async function ending(provider: WebsocketProvider): Promise<number> {
    return new Promise((resolve) => provider.on('connection-close', (event) => resolve(event?.code ?? 0)));
  }

  const changed = (): Promise<void> => world.database.transaction((tx) => world.outbox.record(tx, {
    type: 'document.rights_changed', subject: `document:${document}`, groupId: world.groupId, actorId: null, documentId: document,
  }));

  const textOf = (provider: WebsocketProvider): string => provider.doc.getText('text').toString();

  describe('the door of live documents', () => {
    it('lets in a stock client with a token, and what it writes is in the log before others see it', async () => {
      const [ada, late] = [await inside(writer), await inside(lead)];
      ada.doc.getText('text').insert(0, 'hello');
      await eventually(() => textOf(late) === 'hello');
      const doc = new Y.Doc();
      Y.applyUpdate(doc, await live.stateOf({ id: document, groupId: world.groupId }));
      expect(doc.getText('text').toString()).toBe('hello');
    });

    it('lets in a browser with its session, from our own page only', async () => {
      const { secret } = await world.database.transaction((tx) => credentials.openSession(tx, writer.userId, world.groupId, 'test'));
      const cookie = `colloquium=${secret}`;
      const own = knock(`/collab/${document}`, { cookie, origin: `http://${host()}` });
      open.push(own);
      await once(own, 'message');

      const foreign = knock(`/collab/${document}`, { cookie, origin: 'http://elsewhere.example' });
      const [error] = (await once(foreign, 'error')) as [Error];
      expect(error.message).toBe('Unexpected server response: 403');
    });

    it('stops the retries of a client without a token, or with one that has expired or was never given', async () => {
      const expiring = await tokenOf(writer, SCOPES, new Date(world.clock.now().getTime() + 1_000));
      world.clock.advance({ seconds: 2 });
      for (const path of [`/collab/${document}`, `/collab/${document}?token=clq_${'x'.repeat(43)}`, `/collab/${document}?token=${expiring}`]) {
        expect(await closing(knock(path))).toEqual({ code: CloseCode.unauthenticated, reason: 'sign in again' });
      }
      const stock = await client(writer, expiring);
      await ending(stock);
      expect(stock.shouldConnect).toBe(false);
    });

    it('asks a token for the scope', async () => {
      const token = await tokenOf(writer, ['read', 'write']);
      expect((await closing(knock(`/collab/${document}?token=${token}`))).code).toBe(CloseCode.forbidden);
    });

    it('says the same of a document of others, of one that is not there, and of nonsense', async () => {
      const stranger = await world.anotherGroup();
      const token = await tokenOf(stranger);
      const answers = await Promise.all([document, newId(), 'nonsense', `${document}/more`].map((id) => closing(knock(`/collab/${id}?token=${token}`))));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify({ code: CloseCode.notFound, reason: 'no such document' })]));
    });

    it('refuses websockets that nobody takes', async () => {
      const [error] = (await once(knock('/elsewhere'), 'error')) as [Error];
      expect(error.message).toBe('Unexpected server response: 404');
    });

    it('writes the person into what others see of them', async () => {
      const [ada, bob] = [await inside(writer), await inside(lead)];
      ada.awareness.setLocalStateField('user', { name: 'The Pope', colour: 'gold' });
      await eventually(() => bob.awareness.getStates().has(ada.doc.clientID));
      expect(bob.awareness.getStates().get(ada.doc.clientID)?.['user']).toEqual({
        id: writer.userId, name: 'Ada King', initials: 'AK', colour: Number.parseInt(writer.userId.slice(0, 2), 16) % 8,
      });
    });

    it('closes a connection that talks nonsense, and no other', async () => {
      const ada = await inside(writer);
      const rude = knock(`/collab/${document}?token=${await tokenOf(lead)}`);
      rude.once('message', () => rude.send(Buffer.from([0, 2, 3, 255, 255, 255])));
      expect((await closing(rude)).code).toBe(CloseCode.rejected);
      expect(ada.wsconnected).toBe(true);
    });

    it('is watched by numbers', async () => {
      const text = await registry.metrics();
      expect(text).toMatch(/colloquium_collab_commit_seconds_count [1-9]/);
      expect(text).toMatch(/colloquium_collab_updates_stored_total [1-9]/);
      expect(text).toMatch(/colloquium_collab_refused_total\{code="4404"\} [1-9]/);
    });
  });

  describe('somebody who is inside', () => {
    it('and may only read is told that what they wrote is not kept, and stays', async () => {
      // A stock client prints what it is told.
      jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      const bob = await inside(reader);
      const told = new Promise<string>((resolve) => bob.ws?.addEventListener('message', ({ data }) => {
        const bytes = new Uint8Array(data as ArrayBuffer);
        if (bytes[0] === 2 && bytes[1] === 0) resolve(Buffer.from(bytes.subarray(3)).toString());
      }));
      const before = await live.stateOf({ id: document, groupId: world.groupId });
      bob.doc.getText('text').insert(0, 'mine!');
      expect(await told).toBe('READ_ONLY');
      expect(bob.wsconnected).toBe(true);
      expect(await live.stateOf({ id: document, groupId: world.groupId })).toEqual(before);
    });

    it('has to leave when they are removed from the group, and nobody else does', async () => {
      const leaving = await world.person('researcher');
      rules.set(`${leaving.userId} ${document}`, 'write');
      const [theirs, mine] = [await inside(leaving), await inside(writer)];
      const [membership] = await world.database.sql<{ id: string }>('SELECT id FROM membership WHERE user_id = $1', [leaving.userId]);
      const ended = ending(theirs);
      await members.remove(lead, membership!.id as never);
      expect(await ended).toBe(CloseCode.forbidden);
      expect(theirs.shouldConnect).toBe(false);
      expect(mine.wsconnected).toBe(true);
    });

    it('has to leave when their token is revoked', async () => {
      const { token, apiToken } = await credentials.createToken(writer, 'test', SCOPES, null);
      const theirs = await inside(writer, token);
      const ended = ending(theirs);
      await credentials.revokeToken(writer, apiToken.id);
      expect(await ended).toBe(CloseCode.unauthenticated);
    });

    it('is asked again when the rights to the document change: may stay and read, or has to leave', async () => {
      const person = await world.person('researcher');
      const key = `${person.userId} ${document}`;
      rules.set(key, 'write');
      const theirs = await inside(person);
      jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      rules.set(key, 'read');
      await changed();
      const denied = (): number => live.hub.metrics.counters.updatesDenied;
      const before = denied();
      await eventually(() => {
        theirs.doc.getText('text').insert(0, '.');
        return denied() > before;
      });
      expect(theirs.wsconnected).toBe(true);

      const ended = ending(theirs);
      rules.set(key, 'none');
      await changed();
      expect(await ended).toBe(CloseCode.forbidden);
    });

    it('does not stay when the right is withdrawn while they come in', async () => {
      const person = await world.person('researcher');
      const key = `${person.userId} ${document}`;
      rules.set(key, 'write');
      const token = await tokenOf(person);
      meanwhile = async () => {
        meanwhile = async () => undefined;
        rules.delete(key);
        const heard = new Promise<void>((resolve) => events.listen((event) => event.type === 'document.rights_changed' && resolve()));
        await changed();
        await heard;
      };
      expect((await closing(knock(`/collab/${document}?token=${token}`))).code).toBe(CloseCode.forbidden);
    });

    it('is found out also when no event came', async () => {
      const person = await world.person('researcher');
      rules.set(`${person.userId} ${document}`, 'write');
      const theirs = await inside(person);
      const ended = ending(theirs);
      rules.delete(`${person.userId} ${document}`);
      expect(await ended).toBe(CloseCode.forbidden);
    });
  });
});
