import { studentT } from './distributions/student-t.js';
import { requireLevel, requireSample } from './samples.js';
import { mean, sortedQuantile, standardDeviation } from './summary.js';

/** A closed interval, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the mean of the population lies: x̄ ± t·s/√n with n - 1 degrees of freedom.
 *
 * Shapes: n ≥ 1 finite values. Two values are enough, and their interval is honestly wide; of one value nothing can be
 * said, and the answer is null. Exact for normal values, a good approximation for means of most others.
 *
 * @throws RangeError when there is no value, one is not finite, or the level is not inside (0, 1).
 * @see Student, "The probable error of a mean", Biometrika 6, 1908.
 */
export function meanInterval(values: readonly number[], level = 0.95): Interval | null {
  requireSample(values, 1);
  requireLevel(level);
  if (values.length < 2) return null;
  return around(mean(values), standardDeviation(values) / Math.sqrt(values.length), values.length - 1, level);
}

/** estimate ± t·se: the interval of an estimate with a standard error known with `df` degrees of freedom. */
export function around(estimate: number, se: number, df: number, level: number): Interval {
  const reach = studentT(df).upperQuantile((1 - level) / 2) * se;
  return { low: estimate - reach, high: estimate + reach };
}

/** The central part, of the given level, of resampled values in ascending order. */
export function percentileInterval(sorted: Float64Array, level: number): Interval {
  return { low: sortedQuantile(sorted, (1 - level) / 2), high: sortedQuantile(sorted, (1 + level) / 2) };
}
