import * as Y from 'yjs';

import { newId, type UserId } from '#libs/kernel';

import type { Rights } from '../connection.js';
import { Hub, type HubOptions } from '../hub.js';
import { MemoryUpdateLog } from '../memory-update-log.js';
import type { NewRow, RoomName } from '../update-log.js';
import { eventually, turns } from './eventually.js';
import { MemoryNetwork } from './memory-network.js';
import { RawClient } from './raw-client.js';

/** A log that a test can hold up, or make fail. */
export class StagedLog extends MemoryUpdateLog {
  readonly appended: (readonly NewRow[])[] = [];
  readonly failing = new Set<RoomName>();
  reads = 0;
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;

  hold(): void {
    this.gate = new Promise((open) => (this.open = open));
  }

  release(): void {
    this.open();
  }

  override async appendMany(rows: readonly NewRow[]): Promise<readonly number[]> {
    this.appended.push(rows);
    await this.gate;
    if (rows.some((row) => this.failing.has(row.room))) throw new Error('no such document');
    return super.appendMany(rows);
  }

  override async read(room: RoomName, after: number): ReturnType<MemoryUpdateLog['read']> {
    this.reads++;
    await this.gate;
    if (this.failing.has(room)) throw new Error('no such document');
    return super.read(room, after);
  }
}

export const ROOM = 'proposal:1' as RoomName;

/** One hub, its log, and people who come and go. */
export class Stage {
  readonly hub: Hub;
  readonly network: MemoryNetwork;
  readonly problems: unknown[] = [];
  private readonly rights = new Map<string, Rights>();
  private readonly ids = new Map<string, UserId>();

  constructor(
    options: Partial<HubOptions> = {},
    readonly log = new StagedLog(),
  ) {
    const limits = { presenceTickMs: 1, sweepMs: 2, ...options.limits };
    this.hub = new Hub({ log, problem: (error) => this.problems.push(error), ...options, limits });
    this.network = new MemoryNetwork((connection, url) => {
      const name = url.searchParams.get('as')!;
      this.hub.attach(connection, {
        room: url.pathname.slice(1) as RoomName,
        person: { id: this.idOf(name), name, initials: name.slice(0, 1), colour: 0 },
        rights: () => this.rights.get(name) ?? 'write',
      });
    });
  }

  idOf(name: string): UserId {
    const id = this.ids.get(name) ?? newId<UserId>();
    this.ids.set(name, id);
    return id;
  }

  allow(name: string, rights: Rights): void {
    this.rights.set(name, rights);
  }

  /** Dials, and says nothing. */
  dial(name: string, room: RoomName = ROOM): RawClient {
    return new RawClient(this.network, `ws://hub/${room}?as=${name}`);
  }

  /** Comes in, has the state, and has answered the server's request for its own; that was its change number 1. */
  async join(name: string, room: RoomName = ROOM): Promise<RawClient> {
    const client = this.dial(name, room);
    await eventually(() => client.wire.received.length > 0);
    client.sync();
    client.answer();
    const heard: string[] = [];
    await eventually(() => (heard.push(...client.take()), heard.includes('state') && heard.includes('saved 1')));
    return client;
  }

  async textInLog(room: RoomName = ROOM): Promise<string> {
    const { base, rows } = await this.log.read(room, 0);
    const doc = new Y.Doc();
    for (const update of [...(base === null ? [] : [base.data]), ...rows.flatMap((row) => row.updates)]) Y.applyUpdate(doc, update);
    return doc.getText('text').toString();
  }

  async end(): Promise<void> {
    this.log.release();
    this.network.cutAll();
    await turns(2);
    await this.hub.drain();
  }
}
