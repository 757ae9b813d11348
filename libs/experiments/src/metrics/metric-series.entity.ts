import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { ExperimentId, RunId } from '#libs/kernel';

import { Run } from '../runs/run.entity.js';

/**
 * One metric of one run: its name, written once instead of in every point, and its latest value, so that tables, filters and
 * comparisons never look at points. 64-bit numbers are strings here: JavaScript would round them.
 */
@Entity('metric_series')
@Unique('metric_series_once_per_run', ['runId', 'key'])
@Index('metric_series_by_key', ['experimentId', 'key'])
export class MetricSeries {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @ForeignKey(() => Run, { name: 'metric_series_run_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'run_id' })
  runId!: RunId;

  /** The run's: which metrics an experiment has is asked often. */
  @Column({ type: 'uuid', name: 'experiment_id' })
  experimentId!: ExperimentId;

  @Column({ type: 'text' })
  key!: string;

  /** How many points there are. */
  @Column({ type: 'bigint' })
  points!: string;

  @Column({ type: 'bigint', name: 'first_step' })
  firstStep!: string;

  /** The latest is the greatest by step, then time, then value. */
  @Column({ type: 'bigint', name: 'last_step' })
  lastStep!: string;

  @Column({ type: 'bigint', name: 'last_ts' })
  lastTs!: string;

  @Column({ type: 'double precision', name: 'last_value' })
  lastValue!: number;
}

/**
 * One logged value. The key is the whole row, which makes logging it again a no-op, and 28 bytes of it are all there is:
 * with row header and index about 116 MB for a million points.
 */
@Entity('metric_point')
export class MetricPoint {
  @ForeignKey(() => MetricSeries, { name: 'metric_point_series_fk', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'integer', name: 'series_id' })
  seriesId!: number;

  /** Milliseconds since 1970, as the client says. */
  @PrimaryColumn({ type: 'bigint' })
  ts!: string;

  @PrimaryColumn({ type: 'bigint' })
  step!: string;

  /** NaN and the infinities are values like others. */
  @PrimaryColumn({ type: 'double precision' })
  value!: number;
}
