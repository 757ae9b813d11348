import { Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';
import { type ExperimentId, invalidInput, type RunId } from '#libs/kernel';
import { Database } from '#libs/platform';

import type { Experiment, Lifecycle } from '../experiment.entity.js';
import { requireExperiment } from '../experiments-in.js';
import type { RunStanding, RunStatus } from '../runs/run.entity.js';
import { type ArmComparison, type ArmRuns, compareArms, type WrittenMetric } from './compare-arms.js';

export interface ArmsToCompare {
  readonly experimentId: ExperimentId;
  readonly metric: string;
  readonly baseline: string;
  readonly treatment: string;
  readonly alpha: number;
}

interface Row {
  readonly id: RunId;
  readonly name: string;
  readonly status: RunStatus;
  readonly standing: RunStanding;
  readonly lifecycle: Lifecycle;
  readonly seed: string | null;
  readonly value: number | null;
}

/** More than anybody repeats a training with seeds; an arm of more is a sweep, and no comparison of means. */
const MOST_RUNS = 1_000;

/** Far below what anybody asks for, and far above where 1 - alpha is no longer less than 1. */
const LEAST_ALPHA = 1e-9;

/** Compares arms over the runs as they are now. */
@Injectable()
export class ArmComparisonService {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `INVALID_INPUT` naming what cannot be compared. */
  async compare(actor: Actor, { experimentId, metric, baseline, treatment, alpha }: ArmsToCompare): Promise<ArmComparison> {
    if (!(alpha >= LEAST_ALPHA && alpha < 1)) throw invalidInput('alpha', 'Choose a number between 0 and 1, such as 0.05.');
    if (baseline === treatment) throw invalidInput('treatment', 'Choose two different arms.');
    const experiment = await requireExperiment(this.database, actor, 'read', experimentId);
    const [old, fresh] = [await this.runsOf(experiment, baseline, metric), await this.runsOf(experiment, treatment, metric)];
    return compareArms(old, fresh, writtenAs(experiment, metric), alpha);
  }

  /** The runs of an arm with the latest value of the metric, in the order of their seeds. */
  private async runsOf(experiment: Experiment, arm: string, metric: string): Promise<ArmRuns> {
    const rows = await this.database.sql<Row>(
      `SELECT r.id, r.name, r.status, r.standing, r.lifecycle, r.params ->> $3 AS seed, s.last_value AS value
       FROM run r LEFT JOIN metric_series s ON s.run_id = r.id AND s.key = $5
       WHERE r.experiment_id = $1 AND r.params ->> $2 = $4
       ORDER BY length(r.params ->> $3), r.params ->> $3, r.started_at, r.id LIMIT ${MOST_RUNS + 1}`,
      [experiment.id, experiment.armParam, experiment.seedParam, arm, metric],
    );
    if (rows.length > MOST_RUNS) throw invalidInput('metric', `The arm “${arm}” has more than ${MOST_RUNS} runs.`);
    const counts = ({ standing, lifecycle }: Row): boolean => standing === 'valid' && lifecycle === 'active';
    const finite = rows.flatMap((row) => (row.value !== null && Number.isFinite(row.value) ? [{ row, value: row.value }] : []));
    const shown = (wanted: (row: Row) => boolean) => finite.filter(({ row }) => wanted(row))
      .map(({ row, value }) => ({ runId: row.id, runName: row.name, seed: row.seed, value, standing: row.standing }));
    return {
      name: arm, values: shown(counts), excluded: shown((row) => !counts(row)),
      withoutValue: rows.filter(counts).length - finite.filter(({ row }) => counts(row)).length,
      unfinished: finite.filter(({ row }) => counts(row) && row.status === 'running').length,
    };
  }
}

/** As the primary metric where it is that, plainly otherwise. */
const writtenAs = ({ primaryMetric }: Experiment, key: string): WrittenMetric =>
  primaryMetric?.key === key
    ? { ...primaryMetric, directionKnown: true }
    : { key, direction: 'higher_is_better', unit: '', decimals: 3, directionKnown: false };
