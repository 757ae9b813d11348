import { stirlingError } from './distributions/gamma.js';
import { ascending, requireSample } from './samples.js';
import { mean, standardDeviation } from './summary.js';
import { pooledDeviation } from './two-groups.js';

/** How large a difference is, x against y. All are dimensionless and change sign (A12: p to 1 - p) when x and y trade places. */
export interface EffectSizes {
  /** Difference of means in pooled standard deviations; biased upwards for small groups. */
  readonly cohensD: number;
  /** Cohen's d without that bias: the one to report. */
  readonly hedgesG: number;
  /** Difference of means in standard deviations of y, the control group. */
  readonly glassDelta: number;
  /** Vargha and Delaney's A12: the chance that a value of x exceeds one of y, ties counting half. */
  readonly superiority: number;
  /** 2·A12 - 1, from -1 to 1. */
  readonly cliffsDelta: number;
}

/**
 * How large is the difference between two independent groups?
 *
 * Shapes: x and y of lengths ≥ 2, of one unit. The standardised ones are ±Infinity, or NaN when the means agree too, where
 * the standard deviation that they divide by is 0. Cost: O((nx + ny)·log ny).
 *
 * @throws RangeError when a group has fewer than two values, or one is not finite.
 * @see L. V. Hedges, "Distribution theory for Glass's estimator of effect size", Journal of Educational Statistics 6, 1981;
 *   A. Vargha, H. D. Delaney, "A critique and improvement of the CL common language effect size", same journal 25, 2000.
 */
export function effectSizes(x: readonly number[], y: readonly number[]): EffectSizes {
  requireSample(x, 2, 'The first group');
  requireSample(y, 2, 'The second group');
  const difference = mean(x) - mean(y);
  const cohensD = difference / pooledDeviation(x, y);
  const superiority = probabilityOfSuperiority(x, y);
  return {
    cohensD,
    hedgesG: cohensD * smallSampleCorrection(x.length + y.length - 2),
    glassDelta: difference / standardDeviation(y),
    superiority,
    cliffsDelta: 2 * superiority - 1,
  };
}

/** P(X > Y) + ½·P(X = Y) for a value drawn from each: the Mann-Whitney U of x over nx·ny. */
export function probabilityOfSuperiority(x: readonly number[], y: readonly number[]): number {
  const opponents = ascending(y);
  let won = 0;
  for (const value of x) won += (countBelow(opponents, value, false) + countBelow(opponents, value, true)) / 2;
  return won / (x.length * y.length);
}

/** How many of the ascending values are below the bound, or not above it. */
function countBelow(sorted: Float64Array, bound: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle]!;
    if (value < bound || (orEqual && value === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Hedges' J(df) = Γ(df/2) / (√(df/2)·Γ((df-1)/2)), about 1 - 3/(4·df - 1), for df > 1. The logarithms of the two gamma
 * functions are subtracted on paper, leaving terms that stay accurate for large df.
 */
function smallSampleCorrection(df: number): number {
  const z = df / 2;
  return Math.exp(-(z - 1) * Math.log1p(-0.5 / z) - 0.5 + stirlingError(z) - stirlingError(z - 0.5));
}
