import type { UserId } from '#libs/kernel';

/** Names one shared document, e.g. `proposal:3f0c…`. Opaque to this library. */
export type RoomName = string & { readonly room: unique symbol };

/** One change as its author's editor sent it: a Yjs v1 update. */
export interface Update {
  readonly author: UserId;
  readonly data: Uint8Array;
}

/** What one commit added to one room: every change that had arrived while the commit before it ran. */
export interface Row {
  /** Positions of a room start at 1 and have no gaps, so a gap that a reader sees is a row it has not read yet. */
  readonly position: number;
  readonly updates: readonly Uint8Array[];
}

/** A row that has no position yet. The log keeps who wrote what, for versions and attribution. */
export interface NewRow {
  readonly room: RoomName;
  readonly updates: readonly Update[];
}

/** The state at a position as one update, so that opening a room need not read the rows it covers. */
export interface Base {
  /** The last position that `data` includes. */
  readonly upTo: number;
  /** As `Y.encodeStateVector` writes it, for exactly `data`. */
  readonly stateVector: Uint8Array;
  readonly data: Uint8Array;
}

/** A change that no Yjs document can apply. It stays in the log as evidence and is left out of every base. */
export interface Quarantined {
  readonly position: number;
  /** Which of the row's updates, from 0. */
  readonly index: number;
  readonly reason: string;
}

/**
 * The durable history of every room.
 *
 * Updates commute and absorb repetition (Yjs, "Document Updates"), so whoever has seen positions 1…n in
 * any order, some of them twice, holds the state at n. Implementations must pass `updateLogContract`.
 */
export interface UpdateLog {
  /**
   * [UL1] Stores rows of different rooms in one commit; resolves with the position each one got, in their
   * order, once all are durable. Rejects when none of them is, or when that is not known.
   */
  appendMany(rows: readonly NewRow[]): Promise<readonly number[]>;

  /**
   * [UL2] Everything after position `after`, oldest first. When the base reaches beyond `after`, that is the base and the
   * rows after it; otherwise `base` is null. A room that nobody has written to is empty, not an error.
   */
  read(room: RoomName, after: number): Promise<{ readonly base: Base | null; readonly rows: readonly Row[] }>;

  /**
   * [UL3] Makes `base`, which the caller vouches is equivalent to positions 1…`base.upTo` without the quarantined
   * changes, the place where reading starts. Later rows are untouched, so appends may run beside it. A base that
   * reaches no further than the present one changes nothing. Whether folded rows are kept is the log's business.
   */
  fold(room: RoomName, base: Base, quarantined: readonly Quarantined[]): Promise<void>;

  /**
   * [UL4] Binds each Yjs client id that is still free in this room to `user`, for good, and resolves with the owner of every
   * id asked about. Of two people who ask at once, exactly one gets the id.
   */
  claim(room: RoomName, clients: readonly number[], user: UserId): Promise<ReadonlyMap<number, UserId>>;
}
