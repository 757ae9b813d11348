import type { Actor } from '#libs/access';
import { newId } from '#libs/kernel';

import { Experiment } from '../experiment.entity.js';
import { LiveIngest } from '../live-ingest.js';
import { Run } from '../runs/run.entity.js';

const THEN = new Date('2026-09-01T12:00:00Z');

/** An experiment of the actor's in the inbox of their group, unless told otherwise. Numbers are for the test to keep apart. */
export function anExperiment(creator: Actor, given: Partial<Experiment> & { number: number }): Experiment {
  return Object.assign(new Experiment(), {
    id: newId(), groupId: creator.groupId, proposalId: given.proposal?.id ?? null, name: `Cosine head ${given.number}`, question: '', hypothesis: '', primaryMetric: null,
    armParam: 'arm', seedParam: 'seed', tags: {}, lifecycle: 'active', createdById: creator.userId, createdAt: THEN, updatedAt: THEN, ...given,
  });
}

/** A running, valid run without params, logged by the actor, unless told otherwise. */
export function aRun(logger: Actor, experiment: Experiment, given: Partial<Run> = {}): Run {
  return Object.assign(new Run(), {
    id: newId(), groupId: experiment.groupId, experimentId: experiment.id, experiment, name: 'bright-owl-7', status: 'running', startedAt: THEN, endedAt: null,
    lifecycle: 'active', standing: 'valid', standingReason: null, standingById: null, standingAt: null, loggedById: logger.userId, account: 'sam',
    params: {}, tags: {}, inputs: [], outputs: [], ...given,
  });
}

interface Writable {
  has(entity: typeof Experiment | typeof Run, ...rows: (Experiment | Run)[]): Promise<void>;
}

/** Writes down an experiment. */
export async function experimentIn(world: Writable, creator: Actor, given: Partial<Experiment> & { number: number }): Promise<Experiment> {
  const experiment = anExperiment(creator, given);
  await world.has(Experiment, experiment);
  return experiment;
}

/** Writes down a run of an experiment. */
export async function runIn(world: Writable, logger: Actor, experiment: Experiment, given: Partial<Run> = {}): Promise<Run> {
  const run = aRun(logger, experiment, given);
  await world.has(Run, run);
  return run;
}

/** Tells nobody that something was logged, so that no timer outlives a test. */
export class SilentIngest extends LiveIngest {
  override logged(): void {}
}
