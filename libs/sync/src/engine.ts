import type { Bus } from './bus.js';
import type { CommitQueue } from './commit-queue.js';
import type { Compactor } from './compactor.js';
import type { Limits } from './limits.js';
import type { Metrics } from './metrics.js';
import type { Room } from './room.js';
import type { RoomName, UpdateLog } from './update-log.js';

/** What rooms and sessions share. */
export interface Engine {
  readonly log: UpdateLog;
  readonly bus: Bus;
  /** Whether other servers write to the same log. */
  readonly shared: boolean;
  readonly compactor: Compactor;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly commits: CommitQueue;
  /** The server is about to stop: no work is begun that can be done later. */
  draining: boolean;

  /** A room's memory can no longer be trusted to match the log: everybody leaves, and the next to come reads it anew. */
  abandon(room: Room, error: unknown): void;

  /** A room has reached a position. */
  changed(room: RoomName, position: number): void;

  /** Something went wrong that nobody waits for. */
  problem(error: unknown, room: RoomName): void;
}
