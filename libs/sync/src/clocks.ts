import * as encoding from 'lib0/encoding';

import { Malformed, Reader } from './bytes.js';
import type { Run, Scan } from './scan.js';

/** How an update relates to what is known: nothing new in it, the next thing, or missing something that it builds on. */
export type Fit = 'known' | 'next' | 'gap';

/** A state vector: per client, how many of its changes are known. They are known without holes. */
export class Clocks {
  private constructor(private readonly known: Map<number, number>) {}

  static empty(): Clocks {
    return new Clocks(new Map());
  }

  /** @throws Malformed */
  static decode(bytes: Uint8Array): Clocks {
    const reader = new Reader(bytes);
    const known = new Map<number, number>();
    for (let left = reader.count(2); left > 0; left--) known.set(reader.varUint(), reader.varUint());
    reader.end();
    if (known.size > MAX_CLIENTS) throw new Malformed('too many clients');
    return new Clocks(known);
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, this.known.size);
    for (const [client, clock] of this.known) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
    }
    return encoding.toUint8Array(encoder);
  }

  copy(): Clocks {
    return new Clocks(new Map(this.known));
  }

  get isEmpty(): boolean {
    return this.known.size === 0;
  }

  of(client: number): number {
    return this.known.get(client) ?? 0;
  }

  /** `known` leaves deletions aside: a state vector does not tell which are known. */
  fit(scan: Scan): Fit {
    let news = false;
    for (const run of scan.runs) {
      if (run.from > this.of(run.client)) return 'gap';
      news ||= run.to > this.of(run.client);
    }
    for (const [client, clock] of scan.needs) {
      if (clock > this.of(client) && clock > reachedBy(scan.runs, client)) return 'gap';
    }
    return news ? 'next' : 'known';
  }

  /** The runs of which at least a part is new. */
  newIn(scan: Scan): Run[] {
    return scan.runs.filter((run) => run.to > this.of(run.client));
  }

  /** Takes over what the other knows. */
  join(other: Clocks): void {
    for (const [client, clock] of other.known) if (clock > this.of(client)) this.known.set(client, clock);
  }

  advance(runs: readonly Run[]): void {
    for (const run of runs) if (run.to > this.of(run.client)) this.known.set(run.client, run.to);
  }
}

/** A document that a hundred people edit daily for ten years gathers about so many. */
const MAX_CLIENTS = 1_000_000;

const reachedBy = (runs: readonly Run[], client: number): number => runs.find((run) => run.client === client)?.to ?? 0;
