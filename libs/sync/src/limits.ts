/** Allowance in the manner of a token bucket: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Every bound of the engine. All sizes are bytes, all times milliseconds. */
export interface Limits {
  readonly frameBytes: number;
  readonly documentBytes: number;
  readonly structsPerUpdate: number;
  readonly clientsPerUpdate: number;

  readonly updates: Rate;
  /** Requests for the state (sync step 1), each of which may cost a whole document. */
  readonly states: Rate;
  /** Carets over this allowance are dropped, not punished: a stock client repeats everybody's. */
  readonly presence: Rate;
  readonly presenceBytes: number;
  readonly presenceIdsPerConnection: number;

  /** What may wait per connection while its room loads or its allowance refills. */
  readonly waitingMessages: number;
  readonly waitingBytes: number;

  readonly rooms: number;
  readonly connectionsPerRoom: number;
  readonly connectionsPerPerson: number;

  /**
   * Above this a connection gets nothing until it has read everything, and then what it missed, once. So never more than
   * this and one commit, or one whole document, is kept for it.
   */
  readonly slowBytes: number;
  /** Above it and without reading a byte for this long, it is closed. */
  readonly stuckMs: number;

  readonly presenceTickMs: number;
  /** A connection that hears nothing for 30 s closes itself (stock y-websocket), so each gets at least a pulse. */
  readonly pulseMs: number;
  readonly emptyRoomMs: number;
  /** With a bus, how often an open room looks into the log itself, in case the last message about it was lost. */
  readonly recheckMs: number;
  /** How often slow, silent and empty ones are looked after. */
  readonly sweepMs: number;

  /** Fold when the tail has this many updates, or is longer than the larger of `foldBytes` and half the base. */
  readonly foldUpdates: number;
  readonly foldBytes: number;
  /** From this size on a difference is computed in the worker. */
  readonly diffInlineBytes: number;

  readonly commitWriters: number;
  /** Least time between two commits of a writer that commits more than 50 times a second. */
  readonly commitPaceMs: number;
  readonly commitBytes: number;
}

const KB = 1024;
const MB = 1024 * KB;

export const DEFAULT_LIMITS: Limits = {
  frameBytes: MB,
  documentBytes: 10 * MB,
  structsPerUpdate: 50_000,
  clientsPerUpdate: 1_000,
  updates: { burst: 200, perSecond: 50 },
  states: { burst: 5, perSecond: 1 },
  presence: { burst: 400, perSecond: 100 },
  presenceBytes: 4 * KB,
  presenceIdsPerConnection: 4,
  waitingMessages: 64,
  waitingBytes: MB,
  rooms: 20_000,
  connectionsPerRoom: 200,
  connectionsPerPerson: 20,
  slowBytes: MB,
  stuckMs: 30_000,
  presenceTickMs: 50,
  pulseMs: 15_000,
  emptyRoomMs: 30_000,
  recheckMs: 15_000,
  sweepMs: 1_000,
  foldUpdates: 500,
  foldBytes: 256 * KB,
  diffInlineBytes: 512 * KB,
  commitWriters: 2,
  commitPaceMs: 5,
  commitBytes: 4 * MB,
};
