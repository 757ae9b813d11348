import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import { Group, User } from '#libs/identity';
import type { ExperimentId, GroupId, ProposalId, UserId } from '#libs/kernel';
import { Proposal } from '#libs/proposals';

export const DIRECTIONS = ['higher_is_better', 'lower_is_better'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The number by which an experiment is judged, and how it is written. */
export interface PrimaryMetric {
  readonly key: string;
  readonly direction: Direction;
  readonly unit: string;
  /** Digits after the point. */
  readonly decimals: number;
}

export const LIFECYCLES = ['active', 'deleted'] as const;
/** Deleting hides a thing and closes it to writing; restoring undoes that. */
export type Lifecycle = (typeof LIFECYCLES)[number];

/** The number of the experiment that every group has, for scripts that name none. */
export const DEFAULT_NUMBER = 0;

/**
 * A question put to data, and the home of its runs. It belongs to a proposal; one that a script has made lies in the group's
 * inbox until a person attaches it.
 */
@Entity('experiment')
@Unique('experiment_name_once_per_group', ['groupId', 'name'])
@Unique('experiment_number_once_per_group', ['groupId', 'number'])
@Index('experiment_newest', ['groupId', 'createdAt', 'id'])
@Index('experiment_of_proposal', ['proposalId', 'createdAt', 'id'])
@Index('experiment_text', { synchronize: false })
@Check('experiment_lifecycle_known', `"lifecycle" IN ('active', 'deleted')`)
export class Experiment {
  @PrimaryColumn({ type: 'uuid' })
  id!: ExperimentId;

  @ForeignKey(() => Group, { name: 'experiment_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  /** What MLflow's clients call it by, counted within the group; {@link DEFAULT_NUMBER} is the group's default. */
  @Column({ type: 'integer' })
  number!: number;

  /** Null while it lies in the inbox. A proposal with experiments cannot be dropped: they would become everybody's. */
  @ForeignKey(() => Proposal, { name: 'experiment_proposal_fk' })
  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId!: ProposalId | null;

  /** Exactly as given, since scripts find it by this text. It stays taken while the experiment is deleted. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  question!: string;

  @Column({ type: 'text' })
  hypothesis!: string;

  @Column({ type: 'jsonb', name: 'primary_metric', nullable: true })
  primaryMetric!: PrimaryMetric | null;

  /** The param of a run that names its arm. */
  @Column({ type: 'text', name: 'arm_param' })
  armParam!: string;

  /** The param of a run that holds its seed. */
  @Column({ type: 'text', name: 'seed_param' })
  seedParam!: string;

  @Column({ type: 'jsonb' })
  tags!: Record<string, string>;

  @Column({ type: 'text' })
  lifecycle!: Lifecycle;

  /** Null for the group's default, which nobody made. */
  @ForeignKey(() => User, { name: 'experiment_creator_fk' })
  @Column({ type: 'uuid', name: 'created_by_id', nullable: true })
  createdById!: UserId | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at' })
  updatedAt!: Date;

  /**
   * The proposal, loaded beside the experiment by `experimentsIn`, since the rights to it are the proposal's. Not a column:
   * an attached experiment without it is readable by nobody.
   */
  proposal: Proposal | null = null;
}

/** What full-text search looks at. The index `experiment_text` is on this expression, so a query must say it word for word. */
export const experimentText = (alias: string): string =>
  `to_tsvector('simple', ${alias}.name || ' ' || ${alias}.question || ' ' || ${alias}.hypothesis)`;
