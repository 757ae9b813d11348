import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import type { ExperimentId } from '#libs/kernel';

import type { ArmComparison, ArmSummary, ArmValue } from '../comparisons/compare-arms.js';
import type { Direction } from '../experiment.entity.js';
import type { RunStanding } from '../runs/run.entity.js';
import { DirectionEnum, RunStandingEnum } from './experiment.types.js';

@ObjectType('Interval')
export class IntervalType {
  @Field(() => Float) low!: number;
  @Field(() => Float) high!: number;
}

@ObjectType('ArmValue')
export class ArmValueType implements ArmValue {
  @Field(() => ID) runId!: ArmValue['runId'];
  @Field() runName!: string;
  @Field(() => String, { nullable: true }) seed!: string | null;
  @Field(() => Float) value!: number;
  @Field(() => RunStandingEnum) standing!: RunStanding;
}

@ObjectType('ArmSummary')
export class ArmSummaryType implements ArmSummary {
  @Field() name!: string;
  @Field(() => Int, { description: 'How many runs count.' }) n!: number;
  @Field(() => Float, { nullable: true }) mean!: number | null;
  @Field(() => Float, { nullable: true, description: 'With n - 1; null for fewer than two runs.' }) sd!: number | null;
  @Field(() => IntervalType, { nullable: true, description: 't interval of the mean; null for fewer than two runs.' }) interval!: IntervalType | null;
  @Field(() => [ArmValueType]) values!: ArmValue[];
  @Field(() => [ArmValueType], { description: 'Superseded, invalid and deleted runs: listed, and in no number.' }) excluded!: ArmValue[];
}

@ObjectType('ArmComparison', { description: 'Treatment against baseline. Differences are treatment minus baseline.' })
export class ArmComparisonType implements ArmComparison {
  @Field() metric!: string;
  @Field(() => DirectionEnum) direction!: Direction;
  @Field() unit!: string;
  @Field(() => Int) decimals!: number;
  @Field(() => Float) alpha!: number;
  @Field(() => ArmSummaryType) baseline!: ArmSummary;
  @Field(() => ArmSummaryType) treatment!: ArmSummary;
  @Field(() => Float, { nullable: true }) difference!: number | null;
  @Field(() => IntervalType, { nullable: true }) differenceInterval!: IntervalType | null;
  @Field(() => Float, { nullable: true, description: 'Two-sided.' }) p!: number | null;
  @Field(() => Float, { nullable: true }) t!: number | null;
  @Field(() => Float, { nullable: true }) df!: number | null;
  @Field(() => Float, { nullable: true }) hedgesG!: number | null;
  @Field() method!: string;
  @Field(() => Float, { nullable: true, description: 'The smallest p that an exact permutation test can reach with as many runs.' })
  smallestReachableExactP!: number | null;
  @Field({ description: 'What it shows and what it does not.' }) sentence!: string;
  @Field(() => Date) computedAt!: Date;
}

@InputType()
export class CompareArmsInput {
  @Field(() => ID) experimentId!: ExperimentId;
  @Field() metric!: string;
  @Field() baseline!: string;
  @Field() treatment!: string;
  @Field(() => Float, { nullable: true, description: '0.05 when absent.' }) alpha?: number | null;
}
