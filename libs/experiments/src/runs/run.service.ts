import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted } from '#libs/access';
import { Clock, type ExperimentId, invalidInput, newId, requireText, type RunId } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { type Lifecycle } from '../experiment.entity.js';
import { placeOf, type RunEvent } from '../experiment.events.js';
import { requireActive } from '../experiment.service.js';
import { lockExperiment } from '../experiments-in.js';
import { NAME_TAG, Run, type RunStanding, type RunStatus } from './run.entity.js';
import { runDeleted } from './run.errors.js';
import { drawRunName } from './run-name.js';
import { runPolicy } from './run.policy.js';
import { lockRun, requireRun } from './runs-in.js';

export interface NewRun {
  /** Drawn when absent. */
  readonly name?: string | undefined;
  readonly account: string;
  /** Now when absent. */
  readonly startedAt?: Date | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RunChanges {
  readonly name?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly endedAt?: Date | undefined;
}

const ENDED: ReadonlySet<RunStatus> = new Set(['finished', 'failed', 'killed']);
const MAX_REASON = 1_000;

/** The life of a run: started, ended, deleted, and whether it counts. */
@Injectable()
export class RunService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `EXPERIMENT_DELETED`, or those of the right to log. */
  async start(actor: Actor, experimentId: ExperimentId, given: NewRun): Promise<Permitted<Run>> {
    return this.database.transaction(async (tx) => {
      const experiment = requireActive(await lockExperiment(tx, actor, 'log', experimentId));
      const name = given.name || given.tags[NAME_TAG] || drawRunName();
      const run = Object.assign(new Run(), {
        id: newId<RunId>(), groupId: experiment.groupId, experimentId, experiment, name, status: 'running',
        startedAt: given.startedAt ?? this.clock.now(), endedAt: null, lifecycle: 'active', ...VALID,
        loggedById: actor.userId, account: given.account, params: {}, tags: { ...given.tags, [NAME_TAG]: name }, inputs: [], outputs: [],
      } satisfies Partial<Run>);
      await tx.insert(Run, run);
      await this.record(tx, actor, 'run.started', run);
      return permit(runPolicy, actor, 'read', run, run.id);
    });
  }

  /** The run, if the actor may do `action` with it. */
  async require<A extends 'read' | 'edit'>(actor: Actor, action: A, id: RunId): Promise<Permitted<Run, A>> {
    return requireRun(this.database, actor, action, id);
  }

  /** @throws DomainError `RUN_DELETED`. */
  async update(actor: Actor, id: RunId, changes: RunChanges): Promise<Permitted<Run>> {
    const ended = changes.status !== undefined && ENDED.has(changes.status);
    return this.change(actor, id, ended ? 'run.finished' : 'run.updated', (run) => {
      if (run.lifecycle !== 'active') throw runDeleted(id);
      if (changes.name !== undefined) rename(run, changes.name);
      if (changes.status !== undefined) run.status = changes.status;
      if (changes.endedAt !== undefined) run.endedAt = changes.endedAt;
      return true;
    });
  }

  /** Deletes or restores a run. Doing so twice is as good as once, since clients repeat what timed out. */
  async setLifecycle(actor: Actor, id: RunId, lifecycle: Lifecycle): Promise<Permitted<Run>> {
    return this.change(actor, id, lifecycle === 'active' ? 'run.restored' : 'run.deleted', (run) => {
      if (run.lifecycle === lifecycle) return false;
      run.lifecycle = lifecycle;
      return true;
    });
  }

  /** Says whether a run counts. @throws DomainError `INVALID_INPUT` when one shall not and no reason is given. */
  async mark(actor: Actor, id: RunId, standing: RunStanding, reason: string | null): Promise<Permitted<Run>> {
    if (standing !== 'valid' && (reason === null || reason.trim() === '')) throw invalidInput('reason', 'Say why this run does not count.');
    return this.change(actor, id, 'run.marked', (run) => {
      const judged = { standing, standingReason: requireText('reason', reason ?? '', { max: MAX_REASON, min: 0 }), standingById: actor.userId, standingAt: this.clock.now() };
      Object.assign(run, standing === 'valid' ? VALID : judged);
      return true;
    });
  }

  /** Changes the row and says so, unless `change` finds that there is nothing to do. */
  private async change(actor: Actor, id: RunId, type: RunEvent['type'], change: (run: Run) => boolean): Promise<Permitted<Run>> {
    return this.database.transaction(async (tx) => {
      const run = await lockRun(tx, actor, id);
      if (!change(run)) return run;
      await tx.save(Run, run);
      await this.record(tx, actor, type, run);
      return run;
    });
  }

  private async record(tx: Tx, actor: Actor, type: RunEvent['type'], run: Run): Promise<void> {
    await this.outbox.record<RunEvent>(tx, {
      ...placeOf(run.experiment!), type, subject: `run:${run.id}`, actorId: actor.userId, runId: run.id, standing: type === 'run.marked' ? run.standing : null,
    });
  }
}

const VALID = { standing: 'valid', standingReason: null, standingById: null, standingAt: null } as const;

/** The name is a column and a tag; both say the same. */
export function rename(run: Run, name: string): void {
  run.name = name;
  run.tags = { ...run.tags, [NAME_TAG]: name };
}
