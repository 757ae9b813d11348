import type { RunId } from '#libs/kernel';
import { effectSizes, type Interval, mean, meanInterval, smallestIndependentP, standardDeviation, welchTest } from '#libs/statistics';

import type { PrimaryMetric } from '../experiment.entity.js';
import type { RunStanding } from '../runs/run.entity.js';

/** One run's say in a comparison. */
export interface ArmValue {
  readonly runId: RunId;
  readonly runName: string;
  readonly seed: string | null;
  readonly value: number;
  readonly standing: RunStanding;
}

/** The runs of one arm, as they were found. */
export interface ArmRuns {
  readonly name: string;
  /** Those that count. */
  readonly values: readonly ArmValue[];
  /** Superseded, invalid or deleted: listed, and in no number. */
  readonly excluded: readonly ArmValue[];
  /** Runs that count but have no finite value of the metric: crashed, diverged, or not there yet. */
  readonly withoutValue: number;
  /** How many of the values come from runs that are still running. */
  readonly unfinished: number;
}

export interface ArmSummary {
  readonly name: string;
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** Of the mean; null for fewer than two values. */
  readonly interval: Interval | null;
  readonly values: readonly ArmValue[];
  readonly excluded: readonly ArmValue[];
}

/** Treatment against baseline: differences are treatment minus baseline. What cannot be computed is null. */
export interface ArmComparison {
  readonly metric: string;
  readonly direction: PrimaryMetric['direction'];
  readonly unit: string;
  readonly decimals: number;
  readonly alpha: number;
  readonly baseline: ArmSummary;
  readonly treatment: ArmSummary;
  readonly difference: number | null;
  readonly differenceInterval: Interval | null;
  readonly p: number | null;
  readonly t: number | null;
  readonly df: number | null;
  readonly hedgesG: number | null;
  readonly method: string;
  /** What an exact permutation test could reach at best with as many runs: a reason to plan more. */
  readonly smallestReachableExactP: number | null;
  readonly sentence: string;
}

/** How a metric is written, and whether anybody has said which way is better. */
export interface WrittenMetric extends PrimaryMetric {
  readonly directionKnown: boolean;
}

/**
 * What the runs of two arms say about a metric: means with t intervals, their difference with Welch's interval and p, Hedges' g.
 *
 * Intervals are at the level 1 - alpha. Runs are independent observations; that is for whoever makes the runs to see to.
 */
export function compareArms(baseline: ArmRuns, treatment: ArmRuns, metric: WrittenMetric, alpha: number): ArmComparison {
  const level = 1 - alpha;
  const [old, fresh] = [numbersOf(baseline), numbersOf(treatment)];
  const testable = old.length >= 2 && fresh.length >= 2;
  const test = testable ? welchTest(fresh, old, level) : null;
  const difference = old.length > 0 && fresh.length > 0 ? mean(fresh) - mean(old) : null;
  const numbers = {
    metric: metric.key, direction: metric.direction, unit: metric.unit, decimals: metric.decimals, alpha,
    baseline: summaryOf(baseline, level), treatment: summaryOf(treatment, level),
    difference,
    differenceInterval: test === null || Number.isNaN(test.interval.low) ? null : test.interval,
    p: known(test?.p), t: known(test?.t), df: known(test?.df),
    hedgesG: known(testable ? effectSizes(fresh, old).hedgesG : undefined),
    method: `Welch's t-test, two-sided, ${percent(level)} t intervals`,
    smallestReachableExactP: old.length > 0 && fresh.length > 0 ? smallestIndependentP(old.length, fresh.length) : null,
  };
  return { ...numbers, sentence: [verdict(numbers, metric.directionKnown), ...caveats(numbers, baseline, treatment)].join(' ') };
}

const numbersOf = ({ values }: ArmRuns): number[] => values.map(({ value }) => value);

const known = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);

function summaryOf({ name, values, excluded }: ArmRuns, level: number): ArmSummary {
  const numbers = values.map(({ value }) => value);
  return {
    name, n: numbers.length, values, excluded,
    mean: known(numbers.length > 0 ? mean(numbers) : undefined),
    sd: known(standardDeviation(numbers)),
    interval: numbers.length < 2 ? null : meanInterval(numbers, level),
  };
}

type Numbers = Omit<ArmComparison, 'sentence'>;

/** What the comparison shows, and in the same breath what it does not. */
function verdict(numbers: Numbers, directionKnown: boolean): string {
  const { baseline, treatment, difference, differenceInterval, p, alpha } = numbers;
  const [few] = [baseline, treatment].filter(({ n }) => n < 2);
  if (few !== undefined) {
    return `“${few.name}” has ${few.n === 0 ? 'no run' : 'one run'} that counts: nothing can be said of a difference before there are two.`;
  }
  if (difference === null || differenceInterval === null || p === null) return 'Neither arm varies at all, so there is no noise to compare a difference with.';
  // A difference of percentages is in points: "1 % higher" would be read as a share of the baseline.
  const unit = numbers.unit === '%' ? 'points' : numbers.unit;
  const amount = `${Math.abs(difference).toFixed(numbers.decimals)}${unit === '' ? '' : ` ${unit}`}`;
  const way = difference > 0 ? 'higher' : 'lower';
  const good = (difference > 0) === (numbers.direction === 'higher_is_better');
  const judgement = directionKnown ? `, which is ${good ? 'better' : 'worse'}` : '';
  const finding = `“${treatment.name}” is ${amount} ${way} than “${baseline.name}” on average`;
  return p < alpha
    ? `${finding}${judgement}. The interval excludes zero.`
    : `${finding}. The interval includes zero: this shows neither that there is a difference nor that there is none.`;
}

function caveats(numbers: Numbers, ...arms: ArmRuns[]): string[] {
  const { smallestReachableExactP: least, alpha, baseline, treatment } = numbers;
  return [
    ...(least !== null && least >= alpha
      ? [`With ${baseline.n} and ${treatment.n} runs no exact permutation test can fall below p = ${least.toFixed(2)}.`] : []),
    ...arms.flatMap(({ name, values, excluded, withoutValue, unfinished }) => [
      ...(excluded.length > 0 ? [`${counted(excluded.length, 'run')} of “${name}” ${excluded.length === 1 ? 'is' : 'are'} left out.`] : []),
      ...(withoutValue > 0 ? [`${counted(withoutValue, 'run')} of “${name}” ${withoutValue === 1 ? 'has' : 'have'} no finite value and cannot be counted.`] : []),
      ...(unfinished > 0 ? [`${counted(unfinished, 'run')} of “${name}” ${unfinished === 1 ? 'is' : 'are'} still running.`] : []),
      ...repeatedSeeds(values).map((seed) => `“${name}” has more than one run of seed ${seed}, which count as if independent.`),
    ]),
  ];
}

function repeatedSeeds(values: readonly ArmValue[]): string[] {
  const seeds = values.flatMap(({ seed }) => seed ?? []);
  return [...new Set(seeds.filter((seed, i) => seeds.indexOf(seed) !== i))];
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
