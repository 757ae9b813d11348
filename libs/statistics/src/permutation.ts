import { type Random, resampled, type Resampling } from './random.js';
import { requireSample } from './samples.js';
import { mean } from './summary.js';

/** As many arrangements are enumerated; C(20, 10) and 2¹⁶ are below, more are drawn at random. */
const ENUMERATED_UP_TO = 200_000;

export interface PermutationTest {
  /** What was permuted: difference of means x - y, or mean of the differences, in the unit of the values. */
  readonly statistic: number;
  /** Whether every arrangement was counted; otherwise the p are estimates from random ones. */
  readonly exact: boolean;
  /** How many arrangements the p rest on. */
  readonly arrangements: number;
  /** Two-sided: the share of arrangements whose statistic is at least as far from 0. */
  readonly p: number;
  /** Two-sided by the other convention, twice the smaller one-sided p: what scipy reports. */
  readonly pDoubled: number;
  readonly pGreater: number;
  readonly pLess: number;
}

/**
 * Could the labels of two independent groups have been dealt at random? Permutation test of the difference of means: the
 * only assumption is that, without an effect, every assignment of the values to the groups was equally likely.
 *
 * Shapes: x and y of lengths ≥ 1, of one unit. All C(nx+ny, nx) arrangements are enumerated up to 200,000 of them; beyond,
 * `sampling` says how many random ones to draw, and p is (hits + 1)/(drawn + 1) so that it is never 0. The observed
 * arrangement counts, sums equal up to rounding count as equal. Cost: O(arrangements) exact, O(resamples·nx) otherwise.
 *
 * @throws RangeError when a group is empty or a value is not finite.
 * @see B. Phipson, G. K. Smyth, "Permutation p-values should never be zero", SAGMB 9, 2010.
 */
export function permutationIndependent(x: readonly number[], y: readonly number[], sampling: Resampling): PermutationTest {
  requireSample(x, 1, 'The first group');
  requireSample(y, 1, 'The second group');
  const pool = [...x, ...y];
  // The difference of means is an increasing function of the sum of the values labelled x.
  const expected = (sum(pool) * x.length) / pool.length;
  const tally = new Tally(sum(x) - expected, pool);
  if (binomial(pool.length, x.length) <= ENUMERATED_UP_TO) {
    eachSubsetSum(pool, x.length, (subset) => tally.add(subset - expected));
    return tally.result(mean(x) - mean(y), true);
  }
  for (const subset of resampled(sampling, (random) => partialShuffleSum(pool, x.length, random))) tally.add(subset - expected);
  return tally.result(mean(x) - mean(y), false);
}

/**
 * Could the signs of paired differences have fallen at random? Sign-flip permutation test of their mean.
 *
 * Shapes: n ≥ 1 finite differences. All 2ⁿ flips are enumerated up to n = 17; beyond, and for the rest, as in
 * {@link permutationIndependent}.
 *
 * @throws RangeError when there is no difference or one is not finite.
 * @see R. A. Fisher, "The Design of Experiments", 1935, §21.
 */
export function permutationPaired(d: readonly number[], sampling: Resampling): PermutationTest {
  requireSample(d, 1, 'The list of differences');
  const tally = new Tally(sum(d), d);
  if (2 ** d.length <= ENUMERATED_UP_TO) {
    eachFlippedSum(d, 0, 0, (flipped) => tally.add(flipped));
    return tally.result(mean(d), true);
  }
  const flip = (random: Random): number => d.reduce((total, value) => total + (random.below(2) === 0 ? value : -value), 0);
  for (const flipped of resampled(sampling, flip)) tally.add(flipped);
  return tally.result(mean(d), false);
}

/** The smallest two-sided p that ranks or permutations of two independent groups can reach, whatever the values: 2/C(nx+ny, nx). */
export const smallestIndependentP = (nx: number, ny: number): number => Math.min(1, 2 / binomial(nx + ny, nx));

/** The smallest two-sided p that signed ranks or sign flips of n pairs can reach, whatever the values: 2/2ⁿ. */
export const smallestPairedP = (pairs: number): number => Math.min(1, 2 / 2 ** pairs);

/** Counts arrangements at least as extreme as the observed one. */
class Tally {
  private readonly rounding: number;
  private total = 0;
  private above = 0;
  private below = 0;
  private further = 0;

  constructor(
    private readonly observed: number,
    values: readonly number[],
  ) {
    // Sums that would be equal in exact arithmetic differ by at most this: without it, ties would fall either way.
    this.rounding = values.length * Number.EPSILON * values.reduce((size, value) => size + Math.abs(value), 0);
  }

  add(value: number): void {
    this.total += 1;
    if (value >= this.observed - this.rounding) this.above += 1;
    if (value <= this.observed + this.rounding) this.below += 1;
    if (Math.abs(value) >= Math.abs(this.observed) - this.rounding) this.further += 1;
  }

  result(statistic: number, exact: boolean): PermutationTest {
    const share = (count: number): number => (exact ? count / this.total : (count + 1) / (this.total + 1));
    const [pGreater, pLess] = [share(this.above), share(this.below)];
    const pDoubled = Math.min(1, 2 * Math.min(pGreater, pLess));
    return { statistic, exact, arrangements: this.total, p: share(this.further), pDoubled, pGreater, pLess };
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** C(n, k), rounded when it exceeds 2⁵³. */
function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - i + 1)) / i;
  return Math.round(result);
}

/** The sum of every subset of `size` values. */
function eachSubsetSum(values: readonly number[], size: number, visit: (sum: number) => void): void {
  const from = (index: number, missing: number, subtotal: number): void => {
    if (missing === 0) {
      visit(subtotal);
      return;
    }
    for (let i = index; i <= values.length - missing; i++) from(i + 1, missing - 1, subtotal + values[i]!);
  };
  from(0, size, 0);
}

function eachFlippedSum(values: readonly number[], index: number, subtotal: number, visit: (sum: number) => void): void {
  if (index === values.length) {
    visit(subtotal);
    return;
  }
  eachFlippedSum(values, index + 1, subtotal + values[index]!, visit);
  eachFlippedSum(values, index + 1, subtotal - values[index]!, visit);
}

/** Moves a random subset of `size` values to the front of the pool, and returns its sum (Fisher-Yates, stopped early). */
function partialShuffleSum(pool: number[], size: number, random: Random): number {
  let subtotal = 0;
  for (let i = 0; i < size; i++) {
    const j = i + random.below(pool.length - i);
    const drawn = pool[j]!;
    pool[j] = pool[i]!;
    pool[i] = drawn;
    subtotal += drawn;
  }
  return subtotal;
}
