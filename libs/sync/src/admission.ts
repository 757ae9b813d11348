import type { UserId } from '#libs/kernel';

import { Clocks, type Fit } from './clocks.js';
import type { Engine } from './engine.js';
import type { History } from './history.js';
import type { Presence } from './presence.js';
import { type Scan, scanUpdate } from './scan.js';
import type { RoomName } from './update-log.js';

/**
 * `next`: to be stored. `known`: nothing new in it. `gap`: it builds on what is not here. `foreign`: it writes under somebody
 * else's client id. `full`: the document is as big as it may get.
 */
export type Judgement = Fit | 'foreign' | 'full';

/**
 * Which changes a room takes. It counts what is on its way to the log as known, so that the next change of a fast writer is
 * not taken for a gap; `history.clocks` is what the log holds, and all that leaves the server.
 */
export class Admission {
  private taken = Clocks.empty();
  private readonly owners = new Map<number, UserId>();

  constructor(
    private readonly room: RoomName,
    private readonly engine: Engine,
    private readonly history: History,
    private readonly presence: Presence,
    private readonly catchUp: () => Promise<void>,
  ) {}

  ownerOf(client: number): UserId | undefined {
    return this.owners.get(client);
  }

  /** @throws Malformed */
  scan(data: Uint8Array): Scan {
    return scanUpdate(data, this.engine.limits);
  }

  fit(scan: Scan): Fit {
    const fit = this.taken.fit(scan);
    return fit === 'known' && !this.history.knowsDeleted(scan.deletes) ? 'next' : fit;
  }

  /** A promise only when the log has to be asked. */
  judge(scan: Scan, author: UserId, size: number): Judgement | Promise<Judgement> {
    const first = this.judgeHere(scan, author, size);
    if (first instanceof Promise) return first.then((judgement) => this.judgeAgain(judgement, scan, author, size));
    return this.judgeAgain(first, scan, author, size);
  }

  /** It is on its way to the log, or came from there. */
  note(scans: readonly Scan[]): void {
    for (const scan of scans) if (this.taken.fit(scan) !== 'gap') this.taken.advance(scan.runs);
  }

  /** The history was replaced by a later one. */
  noteAll(): void {
    this.taken.join(this.history.clocks);
  }

  /** What was broken was left out of the history, and with it whatever its author built on it. */
  restart(onTheirWay: readonly Scan[]): void {
    this.taken = this.history.clocks.copy();
    this.note(onTheirWay);
  }

  private judgeHere(scan: Scan, author: UserId, size: number): Judgement | Promise<Judgement> {
    const fit = this.fit(scan);
    if (fit !== 'next') return fit;
    const clients = this.taken.newIn(scan).map((run) => run.client);
    // Whoever shows a caret under a client id will write under it; nobody else may be quicker.
    const isForeign = (client: number): boolean => (this.owners.get(client) ?? this.presence.ownerOf(client) ?? author) !== author;
    if (clients.some(isForeign)) return 'foreign';
    const free = clients.filter((client) => !this.owners.has(client));
    if (free.length > 0) return this.claim(free, author).then(() => this.judgeHere(scan, author, size));
    return this.history.baseBytes + this.history.tailBytes + size > this.engine.limits.documentBytes ? 'full' : 'next';
  }

  /** Another server may have stored what this change builds on, or what its sender saw there of others. */
  private judgeAgain(first: Judgement, scan: Scan, author: UserId, size: number): Judgement | Promise<Judgement> {
    if (!this.engine.shared || (first !== 'gap' && first !== 'foreign')) return first;
    return this.catchUp().then(() => this.judgeHere(scan, author, size));
  }

  private async claim(clients: readonly number[], user: UserId): Promise<void> {
    for (const [client, owner] of await this.engine.log.claim(this.room, clients, user)) this.owners.set(client, owner);
  }
}
