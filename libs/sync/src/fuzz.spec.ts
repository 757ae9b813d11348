import { describe, expect, it, jest } from '@jest/globals';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { newId, type UserId } from '#libs/kernel';

import { ColloquiumProvider } from './client/index.js';
import { Hub } from './hub.js';
import { MemoryBus } from './memory-bus.js';
import { MemoryUpdateLog } from './memory-update-log.js';
import { eventually, turn } from './testing/eventually.js';
import { FaultyLog, seeded } from './testing/faults.js';
import { MemoryNetwork } from './testing/memory-network.js';
import type { RoomName } from './update-log.js';
import { Kind, parseMessage } from './wire.js';

const ROOM = 'proposal:1' as RoomName;
const SEEDS = 50;
/** Seeds that once found a fault. They stay. */
const KEPT: readonly number[] = [];

/** Two servers, some clients, and a nemesis; all it does follows from the seed, though not the order in which timers fire. */
class World {
  readonly random: () => number;
  readonly log = new MemoryUpdateLog({ keepFolded: false });
  readonly faults = { rate: 0.02 };
  readonly bus: MemoryBus;
  readonly servers: { hub: Hub; log: FaultyLog; network: MemoryNetwork }[] = [];
  readonly clients: Client[] = [];
  readonly said = { saved: 0, seen: 0, kills: 0 };

  constructor(private readonly seed: number) {
    this.random = seeded(seed);
    this.bus = new MemoryBus(() => this.random() < 0.2);
    for (let i = 0; i < 1 + (seed % 2); i++) this.servers.push(this.boot(new MemoryNetwork(null)));
    for (let i = 0; i < 4; i++) this.clients.push(new Client(this, i));
  }

  any<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)]!;
  }

  /** A new process on the same log, behind the same address. */
  boot(network: MemoryNetwork): { hub: Hub; log: FaultyLog; network: MemoryNetwork } {
    const log = new FaultyLog(this.log, this.random, this.faults);
    const hub = new Hub({
      log,
      ...(this.seed % 2 === 1 ? { bus: this.bus.join() } : {}),
      limits: { foldUpdates: 1 + Math.floor(this.random() * 20), emptyRoomMs: 5, sweepMs: 2, recheckMs: 20, presenceTickMs: 2, updates: { burst: 1e6, perSecond: 1e6 }, states: { burst: 1e6, perSecond: 1e6 } },
    });
    network.accept = (connection, url) => {
      const person = { id: url.searchParams.get('as') as UserId, name: 'A', initials: 'A', colour: 0 };
      hub.attach(connection, { room: ROOM, person, rights: () => 'write' });
    };
    return { hub, log, network };
  }

  kill(): void {
    this.said.kills++;
    const index = Math.floor(this.random() * this.servers.length);
    const { log, network, hub } = this.servers[index]!;
    log.kill();
    network.cutAll();
    this.servers[index] = this.boot(network);
    void hub.drain();
  }

  /** What the log holds, read as a stranger would. */
  async durable(): Promise<Y.Doc> {
    const doc = new Y.Doc();
    const { base, rows } = await this.log.read(ROOM, 0);
    if (base !== null) Y.applyUpdate(doc, base.data);
    for (const { updates } of rows) for (const update of updates) Y.applyUpdate(doc, update);
    return doc;
  }
}

class Client {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** What came over the wire. */
  readonly seen: Uint8Array[] = [];
  readonly checks: Promise<void>[] = [];
  private readonly user = newId<UserId>();

  constructor(
    private readonly world: World,
    index: number,
  ) {
    const options = { params: { as: this.user }, maxBackoffTime: 2, WebSocketPolyfill: world.any(world.servers).network.WebSocket };
    // Half of them are stock clients.
    this.provider = index % 2 === 0 ? new ColloquiumProvider('ws://hub', ROOM, this.doc, options) : new WebsocketProvider('ws://hub', ROOM, this.doc, { ...options, disableBc: true });
    this.watch();
    if (this.provider instanceof ColloquiumProvider) this.provider.onSaving(() => this.checkSaved());
  }

  /** Notes the bytes, not what the document makes of them: where a change of one's own wins over another's, that is news of its own. */
  private watch(): void {
    const read = this.provider.messageHandlers[Kind.sync]!;
    this.provider.messageHandlers[Kind.sync] = (encoder, decoder, ...rest) => {
      const message = parseMessage(Uint8Array.of(Kind.sync, ...decoder.arr.subarray(decoder.pos)));
      if (message.kind === 'change') this.seen.push(message.data);
      read(encoder, decoder, ...rest);
    };
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  edit(): void {
    const { random } = this.world;
    const at = Math.floor(random() * (this.text.length + 1));
    if (random() < 0.3 && at < this.text.length) this.text.delete(at, Math.min(3, this.text.length - at));
    else if (random() < 0.1) this.doc.getMap('map').set(String(Math.floor(random() * 3)), random());
    else this.text.insert(at, 'abcdefgh'.slice(0, 1 + Math.floor(random() * 5)));
  }

  /** "Saved" is only said of what is in the log: [CL1]. */
  private checkSaved(): void {
    if ((this.provider as ColloquiumProvider).saving.status !== 'saved') return;
    this.world.said.saved++;
    const state = Y.encodeStateAsUpdate(this.doc);
    this.checks.push(this.world.durable().then((log) => expect(isIn(log, state)).toBe(true)));
  }

  async stop(): Promise<void> {
    this.provider.destroy();
    this.provider.awareness.destroy();
    await Promise.all(this.checks);
  }
}

/** Whether a document has all that an update says. Compared by content; state vectors would not show deletions. */
function isIn(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.snapshot(copy);
  Y.applyUpdate(copy, update);
  return copy.store.pendingStructs === null && Y.equalSnapshots(before, Y.snapshot(copy));
}

async function run(seed: number): Promise<World['said']> {
  const world = new World(seed);
  for (let step = 0; step < 120; step++) {
    const dice = world.random();
    if (dice < 0.7) world.any(world.clients).edit();
    else if (dice < 0.76) world.any([...world.any(world.servers).network.wires])?.cut();
    else if (dice < 0.78) world.kill();
    else if (dice < 0.8) await nothingSeenIsLost(world);
    else await turn();
  }
  world.faults.rate = 0;
  await converge(world);
  for (const client of world.clients) await client.stop();
  for (const { hub } of world.servers) await hub.drain();
  return world.said;
}

/** [DU1] at any moment: what a client got of others is in the log. */
async function nothingSeenIsLost(world: World): Promise<void> {
  const log = await world.durable();
  for (const { seen } of world.clients) {
    for (const update of seen.splice(0)) {
      world.said.seen++;
      expect(isIn(log, update)).toBe(true);
    }
  }
}

/** [CO1] all clients, the log and a stranger who reads it, in the end. */
async function converge(world: World): Promise<void> {
  const contents = (doc: Y.Doc): string => JSON.stringify([doc.getText('text').toString(), Object.entries(doc.getMap('map').toJSON()).sort()]);
  let expected = '';
  const check = setInterval(() => void world.durable().then((log) => (expected = contents(log))), 2);
  const alike = (): boolean => world.clients.every(({ doc, provider }) => provider.synced && contents(doc) === expected);
  await eventually(alike, 'the clients never became equal').finally(() => clearInterval(check));
  for (const client of world.clients) if (client.provider instanceof ColloquiumProvider) await eventually(() => (client.provider as ColloquiumProvider).saving.status === 'saved');
  await nothingSeenIsLost(world);
  const log = await world.durable();
  for (const { doc } of world.clients) expect(isIn(log, Y.encodeStateAsUpdate(doc))).toBe(true);
}

describe('whatever happens to wires, servers and the log', () => {
  jest.setTimeout(60_000);

  it('[CO1][DU1][CL1] nothing seen or called saved is lost, and in the end all are equal', async () => {
    const said = { saved: 0, seen: 0, kills: 0 };
    for (const seed of [...KEPT, ...Array.from({ length: SEEDS }, (_, i) => i)]) {
      const one = await run(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
      for (const key of ['saved', 'seen', 'kills'] as const) said[key] += one[key];
    }
    // Something happened, or the test is worth nothing.
    expect(said.saved).toBeGreaterThan(SEEDS);
    expect(said.seen).toBeGreaterThan(10 * SEEDS);
    expect(said.kills).toBeGreaterThan(SEEDS / 2);
  });
});
