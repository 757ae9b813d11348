import { Field, ID, InputType, Int } from '@nestjs/graphql';

import type { ProposalId } from '#libs/kernel';

import type { Direction, PrimaryMetric } from '../experiment.entity.js';
import type { ExperimentChanges } from '../experiment.service.js';
import type { RunSort } from '../runs/run-search.js';
import { DirectionEnum, RunSortFieldEnum } from './experiment.types.js';

@InputType()
export class PrimaryMetricInput {
  @Field() key!: string;
  @Field(() => DirectionEnum) direction!: Direction;
  @Field(() => String, { nullable: true }) unit?: string | null;
  @Field(() => Int, { nullable: true, description: '2 when absent.' }) decimals?: number | null;
}

@InputType()
export class UpdateExperimentInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) question?: string | null;
  @Field(() => String, { nullable: true }) hypothesis?: string | null;
  @Field(() => PrimaryMetricInput, { nullable: true, description: 'Null takes it away.' }) primaryMetric?: PrimaryMetricInput | null;
  @Field(() => String, { nullable: true }) armParam?: string | null;
  @Field(() => String, { nullable: true }) seedParam?: string | null;
}

@InputType()
export class CreateExperimentInput {
  @Field(() => ID) proposalId!: ProposalId;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) question?: string | null;
  @Field(() => String, { nullable: true }) hypothesis?: string | null;
  @Field(() => PrimaryMetricInput, { nullable: true }) primaryMetric?: PrimaryMetricInput | null;
  @Field(() => String, { nullable: true }) armParam?: string | null;
  @Field(() => String, { nullable: true }) seedParam?: string | null;
}

@InputType('RunSort')
export class RunSortInput {
  @Field(() => RunSortFieldEnum) by!: RunSort['by'];
  @Field(() => String, { nullable: true, description: 'Which metric or param.' }) key?: string | null;
  @Field() descending!: boolean;
}

/** What is absent stays as it is. Names are typed by people here, so the white space around them means nothing. */
export const changesIn = (input: UpdateExperimentInput | CreateExperimentInput): ExperimentChanges => ({
  name: input.name?.trim() ?? undefined,
  question: input.question ?? undefined,
  hypothesis: input.hypothesis ?? undefined,
  primaryMetric: input.primaryMetric && metricIn(input.primaryMetric),
  armParam: input.armParam ?? undefined,
  seedParam: input.seedParam ?? undefined,
});

const metricIn = ({ key, direction, unit, decimals }: PrimaryMetricInput): PrimaryMetric =>
  ({ key, direction, unit: unit ?? '', decimals: decimals ?? 2 });
