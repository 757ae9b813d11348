import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';

import type { Actor, Permitted } from '#libs/access';
import type { RunId } from '#libs/kernel';
import { Database } from '#libs/platform';

import { LiveIngest } from '../live-ingest.js';
import { type LoggedMetric, MetricStore } from '../metrics/metric-store.js';
import { type Described, NAME_TAG, Run } from './run.entity.js';
import { paramIsFinal, runDeleted, tagMissing } from './run.errors.js';
import { rename } from './run.service.js';
import { lockRun, requireRun } from './runs-in.js';

export interface Logged {
  readonly metrics?: readonly LoggedMetric[];
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** How many data sets or models one run can name. */
const MOST_DESCRIBED = 1_000;

/** What a run says of itself while it runs. Everything may be said twice: clients repeat what timed out. */
@Injectable()
export class RunLogService {
  constructor(
    private readonly database: Database,
    private readonly metrics: MetricStore,
    private readonly live: LiveIngest,
  ) {}

  /** Logs all of it or nothing. @throws DomainError `RUN_DELETED`, or `PARAM_IS_FINAL` for a param that has another value. */
  async log(actor: Actor, id: RunId, { metrics = [], params = {}, tags = {} }: Logged): Promise<void> {
    const touchesRun = Object.keys(params).length + Object.keys(tags).length > 0;
    const run = await this.database.transaction(async (tx) => {
      // Metrics alone leave the row of the run in peace, so that many may be logged to one run at once.
      const writable = requireActive(touchesRun ? await lockRun(tx, actor, id) : await requireRun(tx, actor, 'edit', id));
      if (touchesRun) {
        addParams(writable, params);
        addTags(writable, tags);
        await tx.save(Run, writable);
      }
      await this.metrics.append(tx, writable, metrics);
      return writable;
    });
    this.live.logged(run);
  }

  /** @throws DomainError `TAG_MISSING`. */
  async removeTag(actor: Actor, id: RunId, key: string): Promise<void> {
    await this.changeRow(actor, id, (run) => {
      if (!Object.hasOwn(run.tags, key)) throw tagMissing(id, key);
      run.tags = Object.fromEntries(Object.entries(run.tags).filter(([other]) => other !== key));
    });
  }

  /** Adds to a tag that holds a JSON list, as the models of a run are told by older clients. */
  async appendToTag(actor: Actor, id: RunId, key: string, item: unknown): Promise<void> {
    await this.changeRow(actor, id, (run) => {
      run.tags = { ...run.tags, [key]: JSON.stringify([...listIn(run.tags[key]), item]) };
    });
  }

  /** Notes data sets that went in and models that came out. The same one twice is one. */
  async describe(actor: Actor, id: RunId, { inputs = [], outputs = [] }: { inputs?: readonly Described[]; outputs?: readonly Described[] }): Promise<void> {
    await this.changeRow(actor, id, (run) => {
      run.inputs = withoutRepeats([...run.inputs, ...inputs]);
      run.outputs = withoutRepeats([...run.outputs, ...outputs]);
    });
  }

  private async changeRow(actor: Actor, id: RunId, change: (run: Run) => void): Promise<void> {
    const run = await this.database.transaction(async (tx) => {
      const writable = requireActive(await lockRun(tx, actor, id));
      change(writable);
      await tx.save(Run, writable);
      return writable;
    });
    this.live.logged(run);
  }
}

function requireActive(run: Permitted<Run, 'edit'>): Permitted<Run, 'edit'> {
  if (run.lifecycle !== 'active') throw runDeleted(run.id);
  return run;
}

function addParams(run: Run, params: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(params)) {
    if (Object.hasOwn(run.params, key) && run.params[key] !== value) throw paramIsFinal(run.id, key);
  }
  run.params = { ...run.params, ...params };
}

function addTags(run: Run, tags: Readonly<Record<string, string>>): void {
  run.tags = { ...run.tags, ...tags };
  const name = tags[NAME_TAG];
  if (name !== undefined) rename(run, name);
}

function listIn(text: string | undefined): unknown[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function withoutRepeats(items: readonly Described[]): Described[] {
  // What comes back from the database has its keys in another order, so texts cannot be compared.
  return items.filter((item, i) => items.findIndex((other) => isDeepStrictEqual(item, other)) === i).slice(0, MOST_DESCRIBED);
}
