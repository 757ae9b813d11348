import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { newId } from '#libs/kernel';
import { type Database, Notifications } from '#libs/platform';
import type { Bus, BusMessage, RoomName } from '#libs/sync';

import type { PostgresUpdateLog } from './postgres-update-log.js';

const CHANNEL = 'colloquium_document';
/** A payload has at most 8,000 bytes; a room with its position takes a hundred. */
const ROOMS_AT_ONCE = 70;
const LOOK_AGAIN_MS = 5_000;

type Hear = (message: BusMessage) => void;

/** Who tells it, and how far which rooms have come. */
interface News {
  readonly from: string;
  readonly rooms: Readonly<Record<RoomName, number>>;
}

/**
 * Tells the other processes on the same PostgreSQL how far rooms have come, and nothing else: they read the rows from the
 * log, and carets stay where they are. What is told while a telling is under way goes with the next one. What is lost, with a
 * connection or with a process that died between its commit and its word, is found by looking at the positions now and then.
 */
export class NotifyBus implements Bus, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(NotifyBus.name);
  private readonly self = newId();
  private readonly rooms = new Map<RoomName, Set<Hear>>();
  private readonly notifications: Notifications;
  private untold = new Map<RoomName, number>();
  private telling: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    url: string,
    private readonly database: Pick<Database, 'sql'>,
    private readonly updates: Pick<PostgresUpdateLog, 'positions'>,
  ) {
    this.notifications = new Notifications(url, CHANNEL, {
      heard: (payload) => this.heard(JSON.parse(payload) as News),
      missed: () => this.lookAgain(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.open();
    this.timer = setInterval(() => this.lookAgain(), LOOK_AGAIN_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.telling;
    await this.notifications.close();
  }

  publish(room: RoomName, message: BusMessage): void {
    if (message.kind !== 'committed') return;
    this.untold.set(room, message.position);
    this.telling ??= this.tell();
  }

  subscribe(room: RoomName, hear: Hear): () => void {
    const listeners = this.rooms.get(room) ?? new Set<Hear>();
    this.rooms.set(room, listeners.add(hear));
    return () => {
      listeners.delete(hear);
      if (listeners.size === 0 && this.rooms.get(room) === listeners) this.rooms.delete(room);
    };
  }

  private async tell(): Promise<void> {
    while (this.untold.size > 0) {
      const rooms = [...this.untold].slice(0, ROOMS_AT_ONCE);
      for (const [room] of rooms) this.untold.delete(room);
      const news: News = { from: this.self, rooms: Object.fromEntries(rooms) as News['rooms'] };
      await this.database.sql('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(news)]).catch((error: unknown) => this.log.warn(error));
    }
    this.telling = null;
  }

  private heard({ from, rooms }: News): void {
    if (from === this.self) return;
    for (const [room, position] of Object.entries(rooms) as [RoomName, number][]) this.pass(room, position);
  }

  private lookAgain(): void {
    if (this.rooms.size === 0) return;
    this.updates.positions([...this.rooms.keys()]).then(
      (positions) => {
        for (const [room, position] of positions) this.pass(room, position);
      },
      (error: unknown) => this.log.warn(error),
    );
  }

  private pass(room: RoomName, position: number): void {
    for (const hear of this.rooms.get(room) ?? []) hear({ kind: 'committed', position, updates: [] });
  }
}
