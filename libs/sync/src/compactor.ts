import type { Base, Quarantined, Row } from './update-log.js';

export interface Folded {
  readonly base: Base;
  /** What had to be left out, because applying it throws or waits for something that is not there. */
  readonly quarantined: readonly Quarantined[];
}

/** Work on whole documents, which the event loop must not do: 20 ms and more for a long text. */
export interface Compactor {
  /** [CP1] The state of `base` and then `rows`, which follow it without a gap, as one new base. */
  fold(base: Base | null, rows: readonly Row[]): Promise<Folded>;

  /** [CP2] What a reader with this state vector lacks of `data`. */
  diff(data: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array>;

  /** Finishes what was asked for and frees its threads. */
  stop(): Promise<void>;
}
