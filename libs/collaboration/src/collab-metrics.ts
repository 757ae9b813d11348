import { Counter, Gauge, Histogram, register, type Registry } from 'prom-client';

import type { Metrics } from '#libs/sync';

/** From a tenth of a millisecond, what an idle disk takes, to the stalls that people notice. */
const COMMIT_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** What the engine counts, and what its binding adds, as Prometheus reads it. */
export class CollabMetrics {
  readonly commitSeconds: Histogram;
  /** By close code. */
  readonly refused: Counter<'code'>;

  constructor(private readonly registry: Registry = register) {
    const registers = [registry];
    this.commitSeconds = new Histogram({
      name: 'colloquium_collab_commit_seconds', help: 'How long it took to make a batch of changes durable.', buckets: COMMIT_SECONDS, registers,
    });
    this.refused = new Counter({
      name: 'colloquium_collab_refused_total', help: 'Connections that were not let in.', labelNames: ['code'], registers,
    });
  }

  /** Reads the engine's own counts whenever somebody asks. */
  export(metrics: Metrics): void {
    const registers = [this.registry];
    for (const name of keysOf(metrics.counters)) {
      new Counter({
        name: `colloquium_collab_${snake(name)}_total`, help: `Live documents: ${words(name)}.`, registers,
        collect() {
          this.reset();
          this.inc(metrics.counters[name]);
        },
      });
    }
    for (const name of keysOf(metrics.gauges)) {
      new Gauge({
        name: `colloquium_collab_${snake(name)}`, help: `Live documents: ${words(name)} now.`, registers,
        collect() {
          this.set(metrics.gauges[name]);
        },
      });
    }
  }
}

const keysOf = <T extends object>(object: T): (keyof T & string)[] => Object.keys(object) as (keyof T & string)[];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const words = (name: string): string => snake(name).replaceAll('_', ' ');
