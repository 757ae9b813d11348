import type { UserId } from '#libs/kernel';

import type { Base, NewRow, Quarantined, RoomName, Row, UpdateLog } from './update-log.js';

interface Room {
  base: Base | null;
  rows: Row[];
  last: number;
  readonly owners: Map<number, UserId>;
  readonly quarantined: Quarantined[];
}

/** A log that lasts as long as the process: for tests, and the plainest statement of the port's rules. */
export class MemoryUpdateLog implements UpdateLog {
  private readonly rooms = new Map<RoomName, Room>();

  constructor(private readonly options: { readonly keepFolded: boolean } = { keepFolded: true }) {}

  async appendMany(rows: readonly NewRow[]): Promise<readonly number[]> {
    return rows.map((row) => {
      const room = this.room(row.room);
      room.rows.push({ position: ++room.last, updates: row.updates.map((update) => update.data) });
      return room.last;
    });
  }

  async read(name: RoomName, after: number): Promise<{ base: Base | null; rows: Row[] }> {
    const room = this.room(name);
    const base = room.base !== null && room.base.upTo > after ? room.base : null;
    const from = base?.upTo ?? after;
    return { base, rows: room.rows.filter((row) => row.position > from) };
  }

  async fold(name: RoomName, base: Base, quarantined: readonly Quarantined[]): Promise<void> {
    const room = this.room(name);
    if (base.upTo <= (room.base?.upTo ?? 0)) return;
    room.base = base;
    room.quarantined.push(...quarantined);
    if (!this.options.keepFolded) room.rows = room.rows.filter((row) => row.position > base.upTo);
  }

  async claim(name: RoomName, clients: readonly number[], user: UserId): Promise<ReadonlyMap<number, UserId>> {
    const { owners } = this.room(name);
    for (const client of clients) if (!owners.has(client)) owners.set(client, user);
    return new Map(clients.map((client) => [client, owners.get(client)!]));
  }

  /** What was left out of the bases so far. */
  quarantined(name: RoomName): readonly Quarantined[] {
    return this.room(name).quarantined;
  }

  private room(name: RoomName): Room {
    let room = this.rooms.get(name);
    if (room === undefined) this.rooms.set(name, (room = { base: null, rows: [], last: 0, owners: new Map(), quarantined: [] }));
    return room;
  }
}
