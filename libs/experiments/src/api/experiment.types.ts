import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';

import { type Direction, DIRECTIONS, type Experiment, type PrimaryMetric } from '../experiment.entity.js';
import { experimentPolicy } from '../experiment.policy.js';
import type { Curve, CurvePoint } from '../metrics/metric-curves.js';
import type { Arm } from '../runs/run-facts.js';
import { RUN_SORTS } from '../runs/run-search.js';
import { type Run, RUN_STANDINGS, RUN_STATUSES, type RunStanding, type RunStatus } from '../runs/run.entity.js';

export const DirectionEnum = enumOf(DIRECTIONS);
export const ExperimentActionEnum = enumOf(Object.keys(experimentPolicy.may));
export const RunStatusEnum = enumOf(RUN_STATUSES);
export const RunStandingEnum = enumOf(RUN_STANDINGS);
export const RunSortFieldEnum = enumOf(RUN_SORTS);
registerEnumType(DirectionEnum, { name: 'Direction' });
registerEnumType(ExperimentActionEnum, { name: 'ExperimentAction', description: 'To log is to start runs in it.' });
registerEnumType(RunStatusEnum, { name: 'RunStatus' });
registerEnumType(RunStandingEnum, { name: 'RunStanding', description: 'Whether a run counts. One that does not is kept, struck through, and left out of every aggregate.' });
registerEnumType(RunSortFieldEnum, { name: 'RunSortField' });

@ObjectType('PrimaryMetric', { description: 'The number by which an experiment is judged.' })
export class PrimaryMetricType implements PrimaryMetric {
  @Field() key!: string;
  @Field(() => DirectionEnum) direction!: Direction;
  @Field({ description: 'Empty when it has none.' }) unit!: string;
  @Field(() => Int, { description: 'Digits after the point.' }) decimals!: number;
}

@ObjectType('Arm', { description: 'One condition of an experiment: the active runs with one value of its arm param.' })
export class ArmType implements Arm {
  @Field() name!: string;
  @Field(() => Int) runCount!: number;
  @Field(() => Int) validRunCount!: number;
}

type Shown = 'id' | 'name' | 'question' | 'hypothesis' | 'primaryMetric' | 'armParam' | 'seedParam' | 'createdAt' | 'updatedAt';

@ObjectType('Experiment', { description: 'A question put to data, and the home of its runs.' })
export class ExperimentType implements Pick<Experiment, Shown> {
  @Field(() => ID) id!: Experiment['id'];
  @Field() name!: string;
  @Field() question!: string;
  @Field() hypothesis!: string;
  @Field(() => PrimaryMetricType, { nullable: true }) primaryMetric!: PrimaryMetric | null;
  @Field(() => String, { nullable: true, description: 'The param of a run that names its arm.' }) armParam!: string;
  @Field(() => String, { nullable: true, description: 'The param of a run that holds its seed.' }) seedParam!: string;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) updatedAt!: Date;
}

@ObjectType('ExperimentPage')
export class ExperimentPageType {
  @Field(() => [ExperimentType]) nodes!: ExperimentType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('KeyValue')
export class KeyValueType {
  @Field() key!: string;
  @Field() value!: string;
}

@ObjectType('MetricValue', { description: 'The latest value of a metric.' })
export class MetricValueType {
  @Field() key!: string;
  @Field(() => Float, { nullable: true, description: 'Null for NaN and the infinities.' }) value!: number | null;
  @Field(() => Float) step!: number;
}

@ObjectType('Run', { description: 'One execution of a training or an evaluation.' })
export class RunType implements Pick<Run, 'id' | 'name' | 'status' | 'standing' | 'standingReason' | 'startedAt' | 'endedAt'> {
  @Field(() => ID) id!: Run['id'];
  @Field() name!: string;
  @Field(() => RunStatusEnum) status!: RunStatus;
  @Field(() => RunStandingEnum) standing!: RunStanding;
  @Field(() => String, { nullable: true, description: 'Why it does not count; null while it does.' }) standingReason!: string | null;
  @Field(() => Date) startedAt!: Date;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
}

@ObjectType('RunPage')
export class RunPageType {
  @Field(() => [RunType]) nodes!: RunType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('MetricPoint', { description: 'A point of a curve, or of a stretch of it that was thinned to its last.' })
export class MetricPointType implements CurvePoint {
  @Field(() => Float) step!: number;
  @Field(() => Date) timestamp!: Date;
  @Field(() => Float, { nullable: true, description: 'Null where it is not a finite number: a gap.' }) value!: number | null;
  @Field(() => Float, { nullable: true, description: 'The lowest of the stretch; null for a point that stands for itself.' }) min!: number | null;
  @Field(() => Float, { nullable: true, description: 'The highest of the stretch; null for a point that stands for itself.' }) max!: number | null;
}

@ObjectType('MetricSeries')
export class MetricSeriesType implements Curve {
  @Field(() => ID) runId!: Curve['runId'];
  @Field() key!: string;
  @Field(() => Int, { description: 'How many points were logged.' }) totalPoints!: number;
  @Field(() => [MetricPointType]) points!: MetricPointType[];
}
