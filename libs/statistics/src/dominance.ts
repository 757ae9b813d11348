import { normal } from './distributions/normal.js';
import { type Interval, percentileInterval } from './intervals.js';
import { resampled, resampler, type Resampling } from './random.js';
import { ascending, requireLevel, requirePairs, requireSample } from './samples.js';
import { mean, standardDeviation } from './summary.js';

/**
 * How nearly do the results of one method dominate those of another, over their whole distribution? Almost stochastic
 * order, for higher being better.
 *
 * Shapes: x and y of lengths ≥ 2, independent runs. Result: `violation` is the share, from 0 (x dominates y) to 1 (y
 * dominates x), of the squared distance between the quantile functions at which y is ahead, ½ when they are the same;
 * `epsilonMin` is its upper confidence bound, on which the claim rests: x is almost dominant below 0.5, and the authors
 * now suggest 0.2. Among m comparisons pass 1 - (1 - confidence)/m. Cost: O(resamples·n log n).
 *
 * @throws RangeError when a group has fewer than two values, one is not finite, or the confidence is not inside (0, 1).
 * @see R. Dror, S. Shlomov, R. Reichart, "Deep dominance", ACL 2019. Their grid is replaced by the exact integral.
 */
export function almostStochasticOrder(
  x: readonly number[],
  y: readonly number[],
  sampling: Resampling,
  confidence = 0.95,
): { readonly violation: number; readonly epsilonMin: number } {
  requireSample(x, 2, 'The first group');
  requireSample(y, 2, 'The second group');
  requireLevel(confidence);
  const violation = violationRatio(x, y);
  const [resampleX, resampleY] = [resampler(x), resampler(y)];
  // The paper scales by c = √(nm/(n+m)) before taking the standard deviation and unscales after; c cancels.
  const deviation = standardDeviation(resampled(sampling, (random) => violationRatio(resampleX(random), resampleY(random))));
  const bound = violation + deviation * normal.upperQuantile(1 - confidence);
  return { violation, epsilonMin: Math.min(1, Math.max(0, bound)) };
}

/** ∫(G⁻¹ - F⁻¹)² over the levels at which G⁻¹ is ahead, over the same integral everywhere, for empirical F of x and G of y. */
function violationRatio(x: readonly number[], y: readonly number[]): number {
  const [ofX, ofY] = [ascending(x), ascending(y)];
  const [n, m] = [ofX.length, ofY.length];
  let [ahead, total] = [0, 0];
  // Both quantile functions are steps, at i/n and j/m: in units of 1/nm all steps are whole numbers.
  for (let i = 0, j = 0, level = 0; i < n && j < m; ) {
    const next = Math.min((i + 1) * m, (j + 1) * n);
    const distance = ofY[j]! - ofX[i]!;
    const weight = (next - level) * distance * distance;
    total += weight;
    if (distance > 0) ahead += weight;
    level = next;
    if (next === (i + 1) * m) i++;
    if (next === (j + 1) * n) j++;
  }
  return total === 0 ? 0.5 : ahead / total;
}

export interface PairedOutperformance {
  /** Share of pairs in which x won, ties counting half: an estimate of P(X > Y). */
  readonly probability: number;
  readonly interval: Interval;
  /** The interval lies above ½. */
  readonly significant: boolean;
  /** Significant, and the interval reaches above `gamma`: large enough to matter. */
  readonly meaningful: boolean;
}

/**
 * How often does one method beat another when both share seed and split, and often enough to matter?
 *
 * Shapes: x and y of one length ≥ 2, pair i being (x[i], y[i]), higher is better. The interval is the percentile one over
 * pairs. {@link noetherPairs} says how many pairs this needs. Cost: O(resamples·n).
 *
 * @throws RangeError when the lengths differ, there are fewer than two pairs, or a value is not finite.
 * @see X. Bouthillier et al., "Accounting for variance in machine learning benchmarks", MLSys 2021.
 */
export function pairedOutperformance(
  x: readonly number[],
  y: readonly number[],
  sampling: Resampling,
  { gamma = 0.75, level = 0.95 }: { readonly gamma?: number; readonly level?: number } = {},
): PairedOutperformance {
  requirePairs(x, y, 2);
  requireLevel(level);
  const wins = x.map((value, i) => (Math.sign(value - y[i]!) + 1) / 2);
  const resample = resampler(wins);
  const interval = percentileInterval(ascending(resampled(sampling, (random) => mean(resample(random)))), level);
  const significant = interval.low > 0.5;
  return { probability: mean(wins), interval, significant, meaningful: significant && interval.high > gamma };
}

/**
 * How many pairs does it take to see P(X > Y) = gamma? Noether's sample size, for error rates alpha and beta; 29 for
 * gamma 0.75 and both 0.05.
 *
 * @throws RangeError when gamma is not inside (½, 1), or a rate not inside (0, 1).
 * @see G. E. Noether, "Sample size determination for some common nonparametric tests", JASA 82, 1987.
 */
export function noetherPairs(plan: { readonly gamma?: number; readonly alpha?: number; readonly beta?: number } = {}): number {
  const { gamma = 0.75, alpha = 0.05, beta = 0.05 } = plan;
  if (!(gamma > 0.5 && gamma < 1)) throw new RangeError(`The probability to be seen lies between 0.5 and 1, but is ${gamma}.`);
  requireLevel(alpha);
  requireLevel(beta);
  return Math.ceil(((normal.upperQuantile(alpha) + normal.upperQuantile(beta)) / (Math.sqrt(6) * (gamma - 0.5))) ** 2);
}
