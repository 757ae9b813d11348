import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

import type { ExperimentId } from '#libs/kernel';
import { Database, EVENT_CHANNEL } from '#libs/platform';

import { placeOf, type RunsLogged } from './experiment.events.js';
import type { Run } from './runs/run.entity.js';

const PAUSE_MS = 1_000;

/**
 * Tells open pages that runs have logged something: once a second for an experiment, however much arrives.
 *
 * It is only announced, never recorded. A training logs for hours, and a row of history for each second of it would be read by
 * nobody; what must not be missed are the events of runs themselves.
 */
@Injectable()
export class LiveIngest implements OnApplicationShutdown {
  private readonly log = new Logger(LiveIngest.name);
  private readonly waiting = new Map<ExperimentId, { readonly event: RunsLogged; readonly timer: NodeJS.Timeout }>();

  constructor(private readonly database: Database) {}

  logged({ experiment }: Run): void {
    if (experiment === null || this.waiting.has(experiment.id)) return;
    const event: RunsLogged = { type: 'experiment.runs_logged', ...placeOf(experiment), actorId: null };
    // After the pause, not before it: the last of a burst is then always told.
    const timer = setTimeout(() => void this.tell(event), PAUSE_MS);
    this.waiting.set(experiment.id, { event, timer });
  }

  async onApplicationShutdown(): Promise<void> {
    const left = [...this.waiting.values()];
    for (const { timer } of left) clearTimeout(timer);
    await Promise.all(left.map(({ event }) => this.tell(event)));
  }

  private async tell(event: RunsLogged): Promise<void> {
    this.waiting.delete(event.experimentId);
    try {
      await this.database.sql('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, JSON.stringify(event)]);
    } catch (error) {
      this.log.warn(`Pages were not told of new results (${String(error)})`);
    }
  }
}
