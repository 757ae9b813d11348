import { ascending, requireSample } from './samples.js';

/** Numbers in an array of either sort. */
export type Values = readonly number[] | Float64Array;

/** What a sample looks like. Everything but `n` is in the unit of the values. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1); NaN for one value. */
  readonly sd: number;
  /** Standard error of the mean, sd/√n; NaN for one value. */
  readonly sem: number;
  readonly min: number;
  readonly q05: number;
  readonly q25: number;
  readonly median: number;
  readonly q75: number;
  readonly q95: number;
  readonly max: number;
  /** Interquartile range, q75 - q25. */
  readonly iqr: number;
  /** Interquartile mean, see {@link interquartileMean}. */
  readonly iqm: number;
  /** Median absolute deviation from the median, not scaled to the normal distribution. */
  readonly mad: number;
}

/**
 * What a sample looks like: centre, spread, quantiles.
 *
 * Shapes: n ≥ 1 finite values of one unit, in any order. Cost: O(n log n).
 *
 * @throws RangeError when there is no value, or one is not finite.
 */
export function summarize(values: readonly number[]): Summary {
  requireSample(values, 1);
  const sorted = ascending(values);
  const at = (p: number): number => sortedQuantile(sorted, p);
  const sd = standardDeviation(values);
  const median = at(0.5);
  return {
    n: values.length,
    mean: mean(values),
    sd,
    sem: sd / Math.sqrt(values.length),
    min: sorted[0]!,
    q05: at(0.05),
    q25: at(0.25),
    median,
    q75: at(0.75),
    q95: at(0.95),
    max: sorted.at(-1)!,
    iqr: at(0.75) - at(0.25),
    iqm: interquartileMean(sorted),
    mad: quantile(sorted.map((value) => Math.abs(value - median)), 0.5),
  };
}

/** Arithmetic mean, the rounding of a first pass corrected by a second. NaN for no values. */
export function mean(values: Values): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const rough = sum / values.length;
  let rest = 0;
  for (let i = 0; i < values.length; i++) rest += values[i]! - rough;
  return rough + rest / values.length;
}

/**
 * Sample variance with n - 1, in the square of the unit; NaN below two values.
 *
 * Two passes, the second corrected for the rounding of the mean: the formula from sums of squares has no correct digit
 * left for values like 1e9 ± 1.
 *
 * @see T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance", The American Statistician 37, 1983.
 */
export function variance(values: Values): number {
  const n = values.length;
  if (n < 2) return NaN;
  const centre = mean(values);
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    const distance = value - centre;
    squares += distance * distance;
    rest += distance;
  }
  return Math.max(0, squares - (rest * rest) / n) / (n - 1);
}

/** Sample standard deviation with n - 1, in the unit of the values; NaN below two values. */
export const standardDeviation = (values: Values): number => Math.sqrt(variance(values));

/**
 * The p-quantile, 0 ≤ p ≤ 1, linear between order statistics (type 7: the default of numpy and R). NaN for no values.
 *
 * @see R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996.
 */
export const quantile = (values: Values, p: number): number => sortedQuantile(ascending(values), p);

/** {@link quantile} of values already in ascending order, so that many quantiles cost one sort. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN;
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/** Middle value; the mean of the two middle ones when n is even. NaN for no values. */
export const median = (values: Values): number => quantile(values, 0.5);

/**
 * Interquartile mean: the mean after dropping floor(n/4) values at each end. Nearly as robust as the median, nearly as
 * precise as the mean. NaN for no values.
 *
 * @see R. Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", NeurIPS 2021.
 */
export function interquartileMean(values: Values): number {
  const dropped = Math.floor(values.length / 4);
  return mean(ascending(values).subarray(dropped, values.length - dropped));
}
