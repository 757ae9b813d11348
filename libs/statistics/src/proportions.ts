import { beta } from './distributions/beta.js';
import { normal } from './distributions/normal.js';
import { chiSquared } from './distributions/sums-of-squares.js';
import type { Interval } from './intervals.js';
import { requireLevel } from './samples.js';

/**
 * Where does an accuracy lie that was measured on n test examples, k of them right? Wilson's score interval: right on
 * average over k, never outside [0, 1].
 *
 * This is the chance in the test set, not in training: seeds need an interval over runs.
 *
 * @throws RangeError unless 0 ≤ k ≤ n are whole, n ≥ 1, and the level is inside (0, 1).
 * @see E. B. Wilson, JASA 22, 1927; A. Agresti, B. A. Coull, The American Statistician 52, 1998.
 */
export function wilsonInterval(k: number, n: number, level = 0.95): Interval {
  requireCounts(k, n, level);
  const z = normal.upperQuantile((1 - level) / 2);
  const share = k / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: k === 0 ? 0 : centre - reach, high: k === n ? 1 : centre + reach };
}

/**
 * The same by Clopper and Pearson: never below its level for any true accuracy, and so wider than {@link wilsonInterval}.
 * Errors as there.
 *
 * @see C. J. Clopper, E. S. Pearson, Biometrika 26, 1934.
 */
export function clopperPearsonInterval(k: number, n: number, level = 0.95): Interval {
  requireCounts(k, n, level);
  const outside = (1 - level) / 2;
  return {
    low: k === 0 ? 0 : beta(k, n - k + 1).quantile(outside),
    high: k === n ? 1 : beta(k + 1, n - k).upperQuantile(outside),
  };
}

export interface McNemarTest {
  /** By the binomial distribution: the one to use below 25 discordant examples, and right above. */
  readonly exactP: number;
  /** With Edwards' continuity correction, one degree of freedom; NaN, with its p, when no example is discordant. */
  readonly chiSquared: number;
  readonly p: number;
}

/**
 * Do two models differ in accuracy on the same test examples? McNemar's test, two-sided.
 *
 * Shapes: `onlyFirst` and `onlySecond` count the examples that only one of the two got right; what both got right or wrong
 * says nothing about their difference. Cost: O(√n).
 *
 * @throws RangeError unless both are whole numbers ≥ 0.
 * @see Q. McNemar, Psychometrika 12, 1947; A. L. Edwards, Psychometrika 13, 1948.
 */
export function mcnemarTest(onlyFirst: number, onlySecond: number): McNemarTest {
  for (const count of [onlyFirst, onlySecond]) requireCount(count);
  const n = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  const statistic = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) ** 2 / n;
  return {
    // P(at most `fewer` of n fair coins) is a tail of the beta distribution at ½; with as many on both sides it covers all.
    exactP: fewer === n - fewer ? 1 : Math.min(1, 2 * beta(n - fewer, fewer + 1).cdf(0.5)),
    chiSquared: statistic,
    p: chiSquared(1).sf(statistic),
  };
}

function requireCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`A count is a whole number, not ${count}.`);
}

function requireCounts(k: number, n: number, level: number): void {
  requireCount(k);
  requireCount(n);
  if (n < 1 || k > n) throw new RangeError(`Of ${n} examples ${k} cannot be right.`);
  requireLevel(level);
}
