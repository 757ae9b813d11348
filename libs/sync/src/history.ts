import * as Y from 'yjs';

import { Batch } from './batch.js';
import { Malformed } from './bytes.js';
import { Clocks } from './clocks.js';
import type { Compactor } from './compactor.js';
import { Deletions } from './deletions.js';
import type { Limits } from './limits.js';
import { type Run, type Scan, scanUpdate } from './scan.js';
import type { Base, Row } from './update-log.js';
import { endOfStateMessage, updateIn, updateMessage } from './wire.js';

interface TailRow {
  readonly position: number;
  readonly batch: Batch;
  readonly scans: readonly Scan[];
}

interface HeldBase {
  readonly upTo: number;
  readonly stateVector: Uint8Array;
  /** Framed, ready to be sent to whoever has nothing. */
  readonly batch: Batch;
}

/** What the log vouches for has no limits but its own. */
const NO_LIMITS = { structsPerUpdate: Infinity, clientsPerUpdate: Infinity };

/**
 * The durable state of one room as bytes: a base, the rows after it, and what they contain. No `Y.Doc`: those cost
 * ten times the memory and fifty times the time.
 */
export class History {
  private base: HeldBase | null = null;
  private tail: TailRow[] = [];
  private last = 0;
  /** What a fold would save. */
  tailBytes = 0;
  tailUpdates = 0;
  private known = Clocks.empty();
  private deletions: Deletions | null = null;
  private lastAnswer: { readonly to: string; readonly batch: Batch | Promise<Batch> } | null = null;

  constructor(
    private readonly limits: Limits,
    private readonly compactor: Compactor,
  ) {}

  get position(): number {
    return this.last;
  }

  get clocks(): Clocks {
    return this.known;
  }

  get basePosition(): number {
    return this.base?.upTo ?? 0;
  }

  get baseBytes(): number {
    return this.base?.batch.framed.length ?? 0;
  }

  /** Takes the row after the last one, with the scans of its updates. Returns it framed, as members get it. */
  add(row: Row, scans: readonly Scan[]): Batch {
    const batch = Batch.of(row.updates.map(updateMessage));
    this.last = row.position;
    this.tail.push({ position: row.position, batch, scans });
    this.tailBytes += batch.framed.length;
    this.tailUpdates += scans.length;
    this.learn(scans);
    this.lastAnswer = null;
    return batch;
  }

  /** Puts a base in the place of everything up to its position. It may reach beyond the last row. Returns it framed. */
  rebase(base: Base): Batch {
    const batch = Batch.of([updateMessage(base.data)]);
    this.base = { upTo: base.upTo, stateVector: base.stateVector, batch };
    this.tail = this.tail.filter((row) => row.position > base.upTo);
    this.tailBytes = this.tail.reduce((sum, row) => sum + row.batch.framed.length, 0);
    this.tailUpdates = this.tail.reduce((sum, row) => sum + row.scans.length, 0);
    this.last = Math.max(this.last, base.upTo);
    this.known = Clocks.decode(base.stateVector);
    this.deletions = null;
    for (const row of this.tail) this.learn(row.scans);
    this.lastAnswer = null;
    return batch;
  }

  /** Base and rows, to be folded into one. */
  contents(): { base: Base | null; rows: Row[] } {
    const { base } = this;
    return {
      base: base && { upTo: base.upTo, stateVector: base.stateVector, data: updateIn(base.batch.messages[0]!) },
      rows: this.tail.map(({ position, batch }) => ({ position, updates: batch.messages.map(updateIn) })),
    };
  }

  /** Everything that someone at `position` has not had. */
  since(position: number): Batch {
    const { base } = this;
    const start = base !== null && position < base.upTo ? [base.batch] : [];
    return Batch.join([...start, ...this.tail.filter((row) => row.position > position).map((row) => row.batch), NOTHING]);
  }

  /**
   * What whoever has `stateVector` lacks, ending in the message that makes a stock client call itself synced. Many ask
   * with the same vector at once when a server comes back; they get the same bytes.
   *
   * @throws Malformed
   */
  answer(stateVector: Uint8Array): Batch | Promise<Batch> {
    const to = Buffer.from(stateVector).toString('latin1');
    if (this.lastAnswer?.to === to) return this.lastAnswer.batch;
    const batch = this.freshAnswer(stateVector);
    this.lastAnswer = { to, batch };
    if (batch instanceof Promise) batch.catch(() => (this.lastAnswer = null));
    return batch;
  }

  private freshAnswer(stateVector: Uint8Array): Batch | Promise<Batch> {
    const theirs = Clocks.decode(stateVector);
    const { base } = this;
    if (base === null) return this.withTail([], theirs);
    if (theirs.isEmpty) return this.withTail([base.batch], theirs);
    const data = updateIn(base.batch.messages[0]!);
    const framed = (difference: Uint8Array): Batch => this.withTail([Batch.of([updateMessage(difference)])], theirs);
    if (data.length <= this.limits.diffInlineBytes) return framed(Y.diffUpdate(data, stateVector));
    // A fold may have moved the base while the worker was at it; the tail no longer begins where this difference ends.
    return this.compactor.diff(data, stateVector).then((difference) => (this.base === base ? framed(difference) : this.freshAnswer(stateVector)));
  }

  private withTail(start: readonly Batch[], theirs: Clocks): Batch {
    const rows = this.tail.filter(({ scans }) => scans.some((scan) => scan.deletes.length > 0 || theirs.newIn(scan).length > 0));
    return Batch.join([...start, ...rows.map((row) => row.batch), END_OF_STATE]);
  }

  /** Whether each of these is deleted already. The first question about a room costs a pass over all of it. */
  knowsDeleted(runs: readonly Run[]): boolean {
    if (runs.length === 0) return true;
    if (this.deletions === null) {
      this.deletions = new Deletions();
      if (this.base !== null) this.deletions.add(scanStored(updateIn(this.base.batch.messages[0]!)).deletes);
      for (const row of this.tail) for (const scan of row.scans) this.deletions.add(scan.deletes);
    }
    return this.deletions.covers(runs);
  }

  /** Nobody asks at present: gives back what can be made again. */
  rest(): void {
    this.lastAnswer = null;
    this.deletions = null;
  }

  /** A change that does not fit is one that the compactor will find to be broken; nothing may build on it. */
  private learn(scans: readonly Scan[]): void {
    for (const scan of scans) {
      if (this.known.fit(scan) === 'gap') continue;
      this.known.advance(scan.runs);
      this.deletions?.add(scan.deletes);
    }
  }
}

const NOTHING = Batch.of([]);
const END_OF_STATE = Batch.of([endOfStateMessage()]);
const NOTHING_IN_IT: Scan = { runs: [], deletes: [], needs: new Map() };

/** A stored update that cannot be read counts as empty; the compactor will name it. */
export function scanStored(update: Uint8Array): Scan {
  try {
    return scanUpdate(update, NO_LIMITS);
  } catch (error) {
    if (error instanceof Malformed) return NOTHING_IN_IT;
    throw error;
  }
}
