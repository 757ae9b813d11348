import type { UserId } from '#libs/kernel';

import { type Bus, noBus } from './bus.js';
import { CloseCode } from './close-codes.js';
import { CommitQueue } from './commit-queue.js';
import type { Compactor } from './compactor.js';
import type { Connection, Visitor } from './connection.js';
import type { Engine } from './engine.js';
import { inlineCompactor } from './inline-compactor.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { Metrics } from './metrics.js';
import { Room, type Verdict } from './room.js';
import { Session } from './session.js';
import type { RoomName, UpdateLog } from './update-log.js';

export interface HubOptions {
  readonly log: UpdateLog;
  readonly bus?: Bus;
  /** {@link inlineCompactor} blocks the event loop; production wants `workerCompactor`. */
  readonly compactor?: Compactor;
  readonly limits?: Partial<Limits>;

  /** A room has reached a position: for projections of its text. Called after everybody was told; must not throw. */
  changed?(room: RoomName, position: number): void;

  /** Something failed that nobody waits for, e.g. a fold. For the log; must not throw. */
  problem?(error: unknown, room: RoomName): void;
}

/** What a room holds, durably: apply the updates in any order and the document is there. */
export interface Contents {
  readonly position: number;
  readonly updates: readonly Uint8Array[];
}

/** A change that the server itself made was not stored, and why. */
export class NotStored extends Error {
  constructor(readonly verdict: Exclude<Verdict, 'taken'>) {
    super(`not stored: ${verdict}`);
    this.name = 'NotStored';
  }
}

/** The engine's front door: connections come in, rooms open and close behind it. One to a process. */
export class Hub {
  readonly metrics = new Metrics();
  readonly limits: Limits;
  private readonly engine: Engine;
  private readonly rooms = new Map<RoomName, Room>();
  private readonly sessions = new Set<Session>();
  private readonly perPerson = new Map<UserId, number>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(options: HubOptions) {
    const limits = (this.limits = { ...DEFAULT_LIMITS, ...options.limits });
    const { log, bus = noBus, compactor = inlineCompactor() } = options;
    this.engine = {
      log,
      bus,
      shared: bus !== noBus,
      compactor,
      limits,
      metrics: this.metrics,
      commits: new CommitQueue(log, limits, this.metrics),
      draining: false,
      abandon: (room, error) => this.abandon(room, error),
      changed: (room, position) => options.changed?.(room, position),
      problem: (error, room) => options.problem?.(error, room),
    };
    this.sweeper = setInterval(() => this.sweep(), limits.sweepMs).unref();
  }

  /** Lets a visitor in. From here on the connection is the engine's; refusals are said by a close code. */
  attach(connection: Connection, visitor: Visitor): void {
    const refusal = this.refusal(visitor);
    if (refusal !== null) return connection.close(refusal.code, refusal.reason);
    const room = this.open(visitor.room);
    const session = new Session(connection, visitor, room, this.engine);
    this.sessions.add(session);
    this.count(visitor.person.id, 1);
    connection.onClose(() => {
      session.left();
      this.sessions.delete(session);
      this.count(visitor.person.id, -1);
    });
    // Where it could not be read, everybody in it has been sent away.
    room.ready.then(
      () => session.start(),
      () => undefined,
    );
  }

  /**
   * Sends people away, e.g. because they lost access. They are out of the room before this returns: nothing they sent
   * and that is not yet on its way to the log will be stored, and nothing more is sent to them. Returns how many.
   */
  close(whom: { readonly room?: RoomName; readonly person?: UserId } | ((visitor: Visitor) => boolean), code: CloseCode, reason: string): number {
    const isMeant =
      typeof whom === 'function'
        ? whom
        : (visitor: Visitor): boolean => (whom.room ?? visitor.room) === visitor.room && (whom.person ?? visitor.person.id) === visitor.person.id;
    const meant = [...this.sessions].filter((session) => isMeant(session.visitor));
    for (const session of meant) session.close(code, reason);
    return meant.length;
  }

  /**
   * Stores a change that the server itself made (an import, a restored version), like anybody's: checked, durable,
   * then shown to whoever is there.
   *
   * @throws Malformed, NotStored, or whatever the log throws.
   */
  async write(name: RoomName, author: UserId, data: Uint8Array): Promise<void> {
    const room = this.open(name);
    await room.ready;
    await new Promise<void>((settled, failed) => {
      Promise.resolve(room.offer({ data, author, from: null, settled, failed }))
        .then((verdict) => (verdict === 'taken' ? undefined : failed(new NotStored(verdict))))
        .catch(failed);
    });
  }

  /** What a room holds now, opening it if need be. */
  async read(name: RoomName): Promise<Contents> {
    const room = this.open(name);
    await room.ready;
    const { base, rows } = room.history.contents();
    return { position: room.history.position, updates: [...(base === null ? [] : [base.data]), ...rows.flatMap((row) => row.updates)] };
  }

  /**
   * Stores what has arrived, acknowledges it, sends everybody away to come back soon, and stops. Takes as long as the log
   * does; whoever cannot wait may exit, since nothing that is not stored was acknowledged.
   */
  async drain(): Promise<void> {
    this.engine.draining = true;
    await this.engine.commits.idle();
    this.close(() => true, CloseCode.restarting, 'restarting');
    clearInterval(this.sweeper);
    await Promise.all([...this.rooms.values()].map((room) => room.finished()));
    for (const room of [...this.rooms.values()]) this.forget(room, null);
    await this.engine.compactor.stop();
  }

  private refusal(visitor: Visitor): { code: CloseCode; reason: string } | null {
    if (this.engine.draining) return { code: CloseCode.restarting, reason: 'restarting' };
    if (visitor.rights() === 'none') return { code: CloseCode.forbidden, reason: 'no access' };
    const room = this.rooms.get(visitor.room);
    const isFull =
      (room?.members.size ?? 0) >= this.limits.connectionsPerRoom ||
      (this.perPerson.get(visitor.person.id) ?? 0) >= this.limits.connectionsPerPerson ||
      (room === undefined && this.rooms.size >= this.limits.rooms);
    return isFull ? { code: CloseCode.full, reason: 'too many connections' } : null;
  }

  private open(name: RoomName): Room {
    const known = this.rooms.get(name);
    if (known !== undefined) return known;
    const room = new Room(name, this.engine);
    this.rooms.set(name, room);
    room.ready.catch((error: unknown) => this.abandon(room, error));
    return room;
  }

  private abandon(room: Room, error: unknown): void {
    this.engine.problem(error, room.name);
    this.forget(room, error);
  }

  private forget(room: Room, error: unknown): void {
    if (this.rooms.get(room.name) === room) this.rooms.delete(room.name);
    room.dissolve(CloseCode.failed, 'the document could not be read or stored', error);
  }

  private sweep(): void {
    const now = Date.now();
    for (const session of this.sessions) session.sweep(now);
    for (const room of this.rooms.values()) {
      if (this.engine.shared) room.recheck(now);
      if (room.emptySince === null || !room.isIdle || now - room.emptySince < this.limits.emptyRoomMs) continue;
      this.metrics.counters.evictions++;
      this.forget(room, null);
    }
    this.metrics.gauges.rooms = this.rooms.size;
    this.metrics.gauges.connections = this.sessions.size;
    this.metrics.gauges.waitingUpdates = [...this.rooms.values()].reduce((sum, room) => sum + room.waiting, 0);
  }

  private count(person: UserId, by: number): void {
    const count = (this.perPerson.get(person) ?? 0) + by;
    if (count === 0) this.perPerson.delete(person);
    else this.perPerson.set(person, count);
  }
}
