import type { Limits } from './limits.js';
import type { Metrics } from './metrics.js';
import type { NewRow, RoomName, UpdateLog } from './update-log.js';

/** A room as the queue sees it. */
export interface Writer {
  readonly name: RoomName;

  /** Hands over what waits, as one row of about `maxBytes`; null when only receipts wait, or nothing. */
  take(maxBytes: number): NewRow | null;

  /** What was taken is durable; `position` is null when there was no row. Resolves when the room can take the next. */
  committed(position: number | null): Promise<void>;

  /** What was taken may or may not be durable. */
  failed(error: unknown): void;
}

const BUSY_COMMITS_PER_SECOND = 50;

/**
 * Group commit. A lane has one batch in flight; the next is whatever arrived meanwhile, over all its rooms. An idle
 * server commits at once, a loaded one commits large, and nobody chooses a window.
 */
export class CommitQueue {
  private readonly lanes: Lane[];

  constructor(log: UpdateLog, limits: Limits, metrics: Metrics) {
    this.lanes = Array.from({ length: limits.commitWriters }, () => new Lane(log, limits, metrics));
  }

  /** Takes note that a room has something to write. */
  enlist(room: Writer): void {
    this.lanes[hash(room.name) % this.lanes.length]!.enlist(room);
  }

  /** Resolves when everything enlisted so far is written or has failed. */
  async idle(): Promise<void> {
    for (const lane of this.lanes) while (lane.running !== null) await lane.running;
  }
}

class Lane {
  running: Promise<void> | null = null;
  private readonly waiting = new Set<Writer>();
  private secondStarted = 0;
  private thisSecond = 0;
  private busy = false;

  constructor(
    private readonly log: UpdateLog,
    private readonly limits: Limits,
    private readonly metrics: Metrics,
  ) {}

  enlist(room: Writer): void {
    this.waiting.add(room);
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    while (this.waiting.size > 0) {
      const started = performance.now();
      this.count(started);
      const rooms = [...this.waiting];
      this.waiting.clear();
      await this.commit(rooms);
      const pause = this.busy ? this.limits.commitPaceMs - (performance.now() - started) : 0;
      if (pause > 0) await new Promise((resume) => setTimeout(resume, pause));
    }
    this.running = null;
  }

  private async commit(rooms: readonly Writer[]): Promise<void> {
    const taken = rooms.map((room) => ({ room, row: room.take(this.limits.commitBytes) }));
    const rows = taken.flatMap(({ row }) => row ?? []);
    const started = performance.now();
    let positions: readonly number[];
    try {
      positions = rows.length === 0 ? [] : await this.log.appendMany(rows);
    } catch (error) {
      return this.commitEach(taken, error);
    }
    if (rows.length > 0) this.metrics.counters.commits++;
    this.metrics.commitTook(performance.now() - started);
    let next = 0;
    for (const { room, row } of taken) await room.committed(row === null ? null : positions[next++]!);
  }

  /** One room's row that cannot be stored (its document is gone, say) must not fail the others' for ever. */
  private async commitEach(taken: readonly { room: Writer; row: NewRow | null }[], error: unknown): Promise<void> {
    this.metrics.counters.commitFailures++;
    if (taken.length === 1) return taken[0]!.room.failed(error);
    for (const { room, row } of taken) {
      try {
        const [position] = row === null ? [null] : await this.log.appendMany([row]);
        await room.committed(position ?? null);
      } catch (reason) {
        this.metrics.counters.commitFailures++;
        room.failed(reason);
      }
    }
  }

  /** Above so many commits a second, each costs more than the wait for the next saves. */
  private count(now: number): void {
    if (now - this.secondStarted >= 1_000) {
      this.busy = this.thisSecond > BUSY_COMMITS_PER_SECOND;
      this.secondStarted = now;
      this.thisSecond = 0;
    }
    if (++this.thisSecond > BUSY_COMMITS_PER_SECOND) this.busy = true;
  }
}

/** FNV-1a, enough to spread rooms over a handful of lanes. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
