import { noncentralT } from './distributions/noncentral-t.js';
import { normal } from './distributions/normal.js';
import { crossing } from './distributions/roots.js';
import { studentT } from './distributions/student-t.js';
import { requireLevel } from './samples.js';

/** What is planned: a two-sided t test of an effect of this size, in standard deviations (of the differences, when paired). */
export interface PlannedTest {
  /** Smallest effect worth seeing, as Cohen's d, or dz for pairs; its sign does not matter. */
  readonly effectSize: number;
  readonly alpha?: number;
  readonly paired?: boolean;
}

/**
 * How likely is a t test to see an effect of a given size?
 *
 * Shapes: `n` is the number of runs in each of two groups, or of pairs: above 1, not necessarily whole. Result from alpha
 * to 1: the chance of p < alpha in either direction. With d = 1 and five runs a group it is 0.29.
 *
 * @throws RangeError when n ≤ 1, the effect is not finite, or alpha is not inside (0, 1).
 * @see J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988; exact, by the noncentral t distribution.
 */
export function powerOfTTest(n: number, { effectSize, alpha = 0.05, paired = false }: PlannedTest): number {
  if (!(n > 1 && n < Infinity)) throw new RangeError(`Power needs more than one run, not ${n}.`);
  if (!Number.isFinite(effectSize)) throw new RangeError(`An effect size is finite, not ${effectSize}.`);
  requireLevel(alpha);
  const df = paired ? n - 1 : 2 * n - 2;
  const statistic = noncentralT(df, effectSize * Math.sqrt(paired ? n : n / 2));
  const critical = studentT(df).upperQuantile(alpha / 2);
  return Math.min(1, statistic.sf(critical) + statistic.cdf(-critical));
}

/**
 * How many seeds does a t test need to see an effect of a given size? The n at which {@link powerOfTTest} reaches `power`.
 *
 * Result: `exact` solves the equation and is seldom whole; `n`, at least 2, is what to run: in each group, or pairs.
 *
 * @throws RangeError when the effect is 0 or not finite, or power is not inside (alpha, 1).
 */
export function seedsNeeded(plan: PlannedTest, power = 0.8): { readonly n: number; readonly exact: number } {
  const { effectSize, alpha = 0.05, paired = false } = plan;
  if (!Number.isFinite(effectSize) || effectSize === 0) throw new RangeError(`No number of seeds shows an effect of ${effectSize}.`);
  requireLevel(alpha);
  if (!(power > alpha && power < 1)) throw new RangeError(`The power lies between alpha and 1, but is ${power}.`);
  // The answer for a known standard deviation is a little too small: a good place to start from.
  const reach = (normal.upperQuantile(alpha / 2) - normal.quantile(1 - power)) / effectSize;
  const start = Math.log(Math.max(0.5, (paired ? 1 : 2) * reach * reach));
  const exact = 1 + Math.exp(crossing((logOfRest) => powerOfTTest(1 + Math.exp(logOfRest), plan) - power, start));
  return { n: Math.max(2, Math.ceil(exact)), exact };
}
