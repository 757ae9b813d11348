import { studentT } from './distributions/student-t.js';
import { around, type Interval } from './intervals.js';
import { differences, requireLevel, requirePairs, requireSample } from './samples.js';
import { mean, standardDeviation, variance } from './summary.js';

/** The answer of a t test on a difference of means, x minus y. */
export interface TTest {
  /** Difference of the means, x - y, in the unit of the values. */
  readonly difference: number;
  /** Where that difference lies, at the level asked for. */
  readonly interval: Interval;
  readonly t: number;
  /** Degrees of freedom; not whole for Welch's test. */
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** One-sided, for the alternative that x tends to be greater. */
  readonly pGreater: number;
  /** One-sided, for the alternative that x tends to be less. */
  readonly pLess: number;
}

/**
 * Do two independent groups differ in their means? Welch's test, which does not assume equal variances: the default for
 * groups of runs with different seeds.
 *
 * Shapes: x and y of lengths ≥ 2, of one unit. When neither group varies at all there is no noise to compare with: df,
 * both ends of the interval and every p are NaN.
 *
 * @throws RangeError when a group has fewer than two values, one is not finite, or the level is not inside (0, 1).
 * @see B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved", Biometrika 34, 1947.
 */
export function welchTest(x: readonly number[], y: readonly number[], level = 0.95): TTest {
  requireTwoGroups(x, y, level);
  const [ofX, ofY] = [variance(x) / x.length, variance(y) / y.length];
  // Satterthwaite's df, from shares of the variance so that tiny variances do not underflow.
  const share = ofX / (ofX + ofY);
  const df = 1 / (share ** 2 / (x.length - 1) + (1 - share) ** 2 / (y.length - 1));
  return tTest(mean(x) - mean(y), Math.sqrt(ofX + ofY), df, level);
}

/**
 * Do two independent groups of equal variance differ in their means? Student's test, kept for comparison with papers that
 * report it; prefer {@link welchTest}. Shapes and errors as there.
 */
export function studentTest(x: readonly number[], y: readonly number[], level = 0.95): TTest {
  requireTwoGroups(x, y, level);
  return tTest(mean(x) - mean(y), pooledDeviation(x, y) * Math.sqrt(1 / x.length + 1 / y.length), x.length + y.length - 2, level);
}

/**
 * Do paired values differ on average? Student's test on the differences x[i] - y[i]: for methods run with the same seeds
 * or splits, where pairing removes the variation they share.
 *
 * Shapes: x and y of one length ≥ 2, pair i being (x[i], y[i]). Every p is NaN when all differences are equal.
 * `dz` is the mean difference over the standard deviation of the differences.
 *
 * @throws RangeError when the lengths differ, there are fewer than two pairs, or a value is not finite.
 */
export function pairedTest(x: readonly number[], y: readonly number[], level = 0.95): TTest & { readonly dz: number } {
  requirePairs(x, y, 2);
  requireLevel(level);
  const d = differences(x, y);
  const sd = standardDeviation(d);
  return { ...tTest(mean(d), sd / Math.sqrt(d.length), d.length - 1, level), dz: mean(d) / sd };
}

/** Standard deviation within two groups, pooled over both with their degrees of freedom. */
export function pooledDeviation(x: readonly number[], y: readonly number[]): number {
  return Math.sqrt(((x.length - 1) * variance(x) + (y.length - 1) * variance(y)) / (x.length + y.length - 2));
}

function requireTwoGroups(x: readonly number[], y: readonly number[], level: number): void {
  requireSample(x, 2, 'The first group');
  requireSample(y, 2, 'The second group');
  requireLevel(level);
}

function tTest(difference: number, se: number, df: number, level: number): TTest {
  const t = difference / se;
  if (!(se > 0)) return { difference, interval: { low: NaN, high: NaN }, t, df: NaN, p: NaN, pGreater: NaN, pLess: NaN };
  const distribution = studentT(df);
  return {
    difference,
    interval: around(difference, se, df, level),
    t,
    df,
    p: 2 * distribution.sf(Math.abs(t)),
    pGreater: distribution.sf(t),
    pLess: distribution.cdf(t),
  };
}
