import type { UserId } from '#libs/kernel';

import { MemoryUpdateLog } from '../memory-update-log.js';
import type { Base, NewRow, Quarantined, RoomName, UpdateLog } from '../update-log.js';

/** Numbers that look random and come again with the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One server's way to the log: slow, and now and then cut, before or after the log has done what it was asked. `kill`
 * cuts it for good, as when the process dies.
 */
export class FaultyLog implements UpdateLog {
  private dead = false;

  constructor(
    private readonly log: MemoryUpdateLog,
    private readonly random: () => number,
    private readonly faults: { readonly rate: number },
  ) {}

  kill(): void {
    this.dead = true;
  }

  appendMany(rows: readonly NewRow[]): Promise<readonly number[]> {
    return this.through(() => this.log.appendMany(rows));
  }

  read(room: RoomName, after: number): ReturnType<UpdateLog['read']> {
    return this.through(() => this.log.read(room, after));
  }

  fold(room: RoomName, base: Base, quarantined: readonly Quarantined[]): Promise<void> {
    return this.through(() => this.log.fold(room, base, quarantined));
  }

  claim(room: RoomName, clients: readonly number[], user: UserId): Promise<ReadonlyMap<number, UserId>> {
    return this.through(() => this.log.claim(room, clients, user));
  }

  private async through<T>(work: () => Promise<T>): Promise<T> {
    await this.while();
    this.perhapsFail();
    const done = await work();
    await this.while();
    this.perhapsFail();
    return done;
  }

  private async while(): Promise<void> {
    for (let turns = Math.floor(this.random() * 4); turns > 0; turns--) await new Promise((resume) => setImmediate(resume));
  }

  private perhapsFail(): void {
    if (this.dead || this.random() < this.faults.rate) throw new Error('the log is cut off');
  }
}
