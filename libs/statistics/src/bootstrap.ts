import { normal } from './distributions/normal.js';
import { type Interval, percentileInterval } from './intervals.js';
import { resampled, resampler, type Resampling } from './random.js';
import { ascending, requireLevel, requireSample } from './samples.js';
import { mean, sortedQuantile, standardDeviation } from './summary.js';

/** A number computed from a sample, in any order of its values. It neither keeps nor changes the array, which is reused. */
export type Statistic = (values: readonly number[]) => number;

/** What the bootstrap says about a statistic. Intervals, `estimate` and `se` are in the unit of the statistic. */
export interface BootstrapIntervals {
  readonly estimate: number;
  /** Standard error: standard deviation of the statistic over resamples. */
  readonly se: number;
  /** Quantiles of the resamples. Too narrow for n ≤ 10. */
  readonly percentile: Interval;
  /** The percentile interval, mirrored at the estimate. */
  readonly basic: Interval;
  /** Bias-corrected and accelerated: the one to prefer, and to name, when a t interval will not do. */
  readonly bca: Interval;
  /** z₀, how far the median of the resamples lies from the estimate, in normal quantiles. */
  readonly bias: number;
  /** a, how fast the standard error changes with the statistic, from the jackknife. */
  readonly acceleration: number;
}

/**
 * Where does a statistic of the population lie, without assuming a distribution? Draws samples of the same size with
 * replacement.
 *
 * Shapes: n ≥ 2 finite values. The BCa interval is NaN when all resamples lie on one side of the estimate. The answer
 * depends on `sampling` and nothing else: store it with the answer. Cost: O(resamples·cost of the statistic).
 *
 * @throws RangeError when there are fewer than two values, one is not finite, or the level is not inside (0, 1).
 * @see B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13-14.
 */
export function bootstrapIntervals(values: readonly number[], statistic: Statistic, sampling: Resampling, level = 0.95): BootstrapIntervals {
  requireSample(values, 2);
  requireLevel(level);
  const estimate = statistic(values);
  const resample = resampler(values);
  const replicates = ascending(resampled(sampling, (random) => statistic(resample(random))));
  const percentile = percentileInterval(replicates, level);
  const bias = normal.quantile(shareBelow(replicates, estimate));
  const acceleration = jackknifeAcceleration(values, statistic);
  const corrected = (p: number): number => {
    const z = bias + normal.quantile(p);
    const probability = normal.cdf(bias + z / (1 - acceleration * z));
    return Number.isFinite(bias) ? sortedQuantile(replicates, probability) : NaN;
  };
  return {
    estimate,
    se: standardDeviation(replicates),
    percentile,
    basic: { low: 2 * estimate - percentile.high, high: 2 * estimate - percentile.low },
    bca: { low: corrected((1 - level) / 2), high: corrected((1 + level) / 2) },
    bias,
    acceleration,
  };
}

/**
 * Where does the difference of a statistic between two independent groups lie? Both groups are resampled, each from itself.
 *
 * Shapes: x and y of lengths ≥ 2, of one unit; the interval is the percentile one. `shareGreater` is the share of
 * resamples in which x came out ahead (a tie counting half): a description of the resamples, not the probability that x
 * is better. Errors and cost as {@link bootstrapIntervals}.
 */
export function bootstrapDifference(
  x: readonly number[],
  y: readonly number[],
  sampling: Resampling,
  { statistic = mean, level = 0.95 }: { readonly statistic?: Statistic; readonly level?: number } = {},
): { readonly difference: number; readonly interval: Interval; readonly shareGreater: number } {
  requireSample(x, 2, 'The first group');
  requireSample(y, 2, 'The second group');
  requireLevel(level);
  const [resampleX, resampleY] = [resampler(x), resampler(y)];
  const replicates = ascending(resampled(sampling, (random) => statistic(resampleX(random)) - statistic(resampleY(random))));
  return {
    difference: statistic(x) - statistic(y),
    interval: percentileInterval(replicates, level),
    shareGreater: 1 - shareBelow(replicates, 0),
  };
}

/** Share of replicates below a value, those equal to it up to rounding counting half. */
function shareBelow(replicates: Float64Array, value: number): number {
  const rounding = 8 * Number.EPSILON * replicates.reduce((most, replicate) => Math.max(most, Math.abs(replicate)), Math.abs(value));
  const weight = (replicate: number): number => (Math.abs(replicate - value) <= rounding ? 0.5 : Number(replicate < value));
  return replicates.reduce((total, replicate) => total + weight(replicate), 0) / replicates.length;
}

/** A sixth of the skewness of the statistic's leave-one-out values; 0 where leaving one out changes nothing. */
function jackknifeAcceleration(values: readonly number[], statistic: Statistic): number {
  const without = values.map((_, left) => statistic(values.filter((_value, i) => i !== left)));
  const centre = mean(without);
  let [squares, cubes] = [0, 0];
  for (const value of without) {
    squares += (centre - value) ** 2;
    cubes += (centre - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
