import type { ExperimentId, RunId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

import type { Experiment } from './experiment.entity.js';

export interface ExperimentEvent extends DomainEvent {
  readonly type: 'experiment.created' | 'experiment.updated' | 'experiment.attached' | 'experiment.deleted' | 'experiment.restored';
  readonly experimentId: ExperimentId;
  readonly proposalId: string | null;
}

/** Something about a run that people may care to hear of. What it logs meanwhile is only hinted at, see `LiveIngest`. */
export interface RunEvent extends DomainEvent {
  readonly type: 'run.started' | 'run.updated' | 'run.finished' | 'run.marked' | 'run.deleted' | 'run.restored';
  readonly experimentId: ExperimentId;
  readonly proposalId: string | null;
  readonly runId: RunId;
  /** What it was marked as; only with `run.marked`. */
  readonly standing: string | null;
}

/** Runs of this experiment have logged something. */
export interface RunsLogged extends DomainEvent {
  readonly type: 'experiment.runs_logged';
  readonly experimentId: ExperimentId;
  readonly proposalId: string | null;
}

/** What every event about an experiment says: where it happened. */
export const placeOf = ({ id, groupId, proposalId }: Experiment): { subject: string; groupId: Experiment['groupId']; experimentId: ExperimentId; proposalId: string | null } =>
  ({ subject: `experiment:${id}`, groupId, experimentId: id, proposalId });
