import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { User } from '#libs/identity';
import type { ExperimentId, GroupId, RunId, UserId } from '#libs/kernel';

import { Experiment, type Lifecycle } from '../experiment.entity.js';

export const RUN_STATUSES = ['running', 'scheduled', 'finished', 'failed', 'killed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_STANDINGS = ['valid', 'superseded', 'invalid'] as const;
/** Whether a run counts. One that does not is kept, struck through, and left out of every aggregate. */
export type RunStanding = (typeof RUN_STANDINGS)[number];

/** A data set that went into a run, or a model that came out of it, as the client described it. */
export type Described = Readonly<Record<string, unknown>>;

/**
 * One execution of a training or an evaluation: what went in (params), what is said about it (tags), when, and how it ended.
 * Its metrics are series of their own.
 */
@Entity('run')
@Index('run_newest', { synchronize: false })
@Index('run_by_name', ['experimentId', 'name'])
@Check('run_status_known', `"status" IN ('running', 'scheduled', 'finished', 'failed', 'killed')`)
@Check('run_lifecycle_known', `"lifecycle" IN ('active', 'deleted')`)
@Check('run_standing_known', `"standing" IN ('valid', 'superseded', 'invalid')`)
@Check('run_standing_has_reason', `("standing" = 'valid') = ("standing_reason" IS NULL)`)
export class Run {
  @PrimaryColumn({ type: 'uuid' })
  id!: RunId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Experiment, { name: 'run_experiment_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'experiment_id' })
  experimentId!: ExperimentId;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  status!: RunStatus;

  /** As the client says, to the millisecond. */
  @Column({ type: 'timestamptz', precision: 3, name: 'started_at' })
  startedAt!: Date;

  /** Null while it runs. */
  @Column({ type: 'timestamptz', precision: 3, name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'text' })
  lifecycle!: Lifecycle;

  @Column({ type: 'text' })
  standing!: RunStanding;

  /** Why it does not count; null while it does. */
  @Column({ type: 'text', name: 'standing_reason', nullable: true })
  standingReason!: string | null;

  @Column({ type: 'uuid', name: 'standing_by_id', nullable: true })
  standingById!: UserId | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'standing_at', nullable: true })
  standingAt!: Date | null;

  /** Whose token logs it. */
  @ForeignKey(() => User, { name: 'run_logger_fk' })
  @Column({ type: 'uuid', name: 'logged_by_id' })
  loggedById!: UserId;

  /** Who the client says runs it: an account on some machine, not a person of ours. */
  @Column({ type: 'text', name: 'account' })
  account!: string;

  /** Set once each, never changed. In the row, so that a table of runs is read and filtered without a join. */
  @Column({ type: 'jsonb' })
  params!: Record<string, string>;

  @Column({ type: 'jsonb' })
  tags!: Record<string, string>;

  @Column({ type: 'jsonb' })
  inputs!: Described[];

  @Column({ type: 'jsonb' })
  outputs!: Described[];

  /** Loaded beside the run by `runsIn`, since the right to read it is the experiment's. Not a column. */
  experiment: Experiment | null = null;
}

/** The tag in which MLflow's clients keep the name; the two are one. */
export const NAME_TAG = 'mlflow.runName';
