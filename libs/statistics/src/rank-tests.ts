import { normal } from './distributions/normal.js';
import { midRanks } from './ranks.js';
import { requireSample } from './samples.js';

/** Exact p are counted up to this many values a group; beyond it the normal approximation is good to the third digit. */
const EXACT_UP_TO = 50;

/** `exact` counts every arrangement and refuses ties; `approximate` is normal, corrected for ties; `auto` chooses. */
export type RankMethod = 'auto' | 'exact' | 'approximate';

export interface RankTest {
  /** Two-sided. */
  readonly p: number;
  readonly pGreater: number;
  readonly pLess: number;
  readonly method: Exclude<RankMethod, 'auto'>;
}

export interface SignedRankTest extends RankTest {
  /** Sum of the ranks of the positive differences. */
  readonly wPlus: number;
  readonly wMinus: number;
}

export interface SignedRankOptions {
  readonly method?: RankMethod;
  /** Zeros: `wilcox` drops them, `pratt` ranks them and then drops their ranks, `zsplit` splits their ranks between both sums. */
  readonly zeros?: 'wilcox' | 'pratt' | 'zsplit';
  /** Whether the approximation steps half a rank towards the null hypothesis. */
  readonly continuity?: boolean;
}

/**
 * Do paired differences lie symmetrically around 0? Wilcoxon's signed-rank test.
 *
 * Shapes: n ≥ 1 finite differences. `auto` is exact for up to 50 without ties and zeros. With five pairs no two-sided p is
 * below 0.0625, see {@link smallestPairedP}. Differences tie only when equal to the last bit: round those of rounded
 * metrics first. The approximate p are NaN when all differences are 0. Cost: O(n³) exact, O(n log n) approximate.
 *
 * @throws RangeError when there is no difference, one is not finite, or `exact` meets a tie or a zero.
 * @see F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1, 1945; J. W. Pratt, JASA 54, 1959.
 */
export function wilcoxonSignedRank(d: readonly number[], options: SignedRankOptions = {}): SignedRankTest {
  requireSample(d, 1, 'The list of differences');
  const { method = 'auto', zeros = 'wilcox', continuity = true } = options;
  const kept = zeros === 'wilcox' ? d.filter((value) => value !== 0) : d;
  const { ranks, ties } = midRanks(kept.map(Math.abs));
  const sumWhere = (holds: (value: number) => boolean): number => ranks.reduce((sum, rank, i) => (holds(kept[i]!) ? sum + rank : sum), 0);
  const split = zeros === 'zsplit' ? sumWhere((value) => value === 0) / 2 : 0;
  const wPlus = sumWhere((value) => value > 0) + split;
  const wMinus = sumWhere((value) => value < 0) + split;

  const countable = ties === 0 && !d.includes(0);
  if (method === 'exact' && !countable) throw new RangeError('The exact test needs differences without ties and zeros.');
  if (method === 'exact' || (method === 'auto' && countable && d.length <= EXACT_UP_TO)) {
    return { wPlus, wMinus, ...fromCounts(signedRankProbabilities(kept.length), wPlus) };
  }
  const zeroCount = zeros === 'pratt' ? kept.filter((value) => value === 0).length : 0;
  // Zeros are one group of ties; Pratt's variance already leaves their ranks out, the others keep them.
  const countedTies = zeros === 'pratt' ? ties - (zeroCount ** 3 - zeroCount) : ties;
  const expected = (sumOfRanks(kept.length) - sumOfRanks(zeroCount)) / 2;
  const variance = (sumOfSquares(kept.length) - sumOfSquares(zeroCount)) / 4 - countedTies / 48;
  return { wPlus, wMinus, ...fromNormal(wPlus - expected, variance, continuity) };
}

export interface MannWhitneyTest extends RankTest {
  /** Number of pairs (x, y) with x > y, plus half of those with x = y; from 0 to nx·ny. */
  readonly u: number;
}

/**
 * Does a value of one group tend to exceed one of another? The Mann-Whitney U (Wilcoxon rank-sum) test.
 *
 * Shapes: x and y of lengths ≥ 1, independent. `auto` is exact when no values tie and neither group exceeds 50. With three
 * against three no two-sided p is below 0.1, see {@link smallestIndependentP}. The approximate p are NaN when all values
 * are equal. Cost: O((nx·ny)²) exact, O(n log n) approximate.
 *
 * @throws RangeError when a group is empty, a value is not finite, or `exact` meets a tie.
 * @see H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18, 1947.
 */
export function mannWhitney(
  x: readonly number[],
  y: readonly number[],
  { method = 'auto', continuity = true }: { readonly method?: RankMethod; readonly continuity?: boolean } = {},
): MannWhitneyTest {
  requireSample(x, 1, 'The first group');
  requireSample(y, 1, 'The second group');
  const { ranks, ties } = midRanks([...x, ...y]);
  const u = ranks.slice(0, x.length).reduce((sum, rank) => sum + rank, 0) - sumOfRanks(x.length);

  if (method === 'exact' && ties > 0) throw new RangeError('The exact test needs values without ties.');
  if (method === 'exact' || (method === 'auto' && ties === 0 && Math.max(x.length, y.length) <= EXACT_UP_TO)) {
    return { u, ...fromCounts(rankSumProbabilities(x.length, y.length), u) };
  }
  const n = x.length + y.length;
  const variance = ((x.length * y.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  return { u, ...fromNormal(u - (x.length * y.length) / 2, variance, continuity) };
}

const sumOfRanks = (n: number): number => (n * (n + 1)) / 2;
const sumOfSquares = (n: number): number => (n * (n + 1) * (2 * n + 1)) / 6;

/** P(W⁺ = w) for w = 0…n(n+1)/2: each rank is in the sum or not, with equal chance. */
function signedRankProbabilities(n: number): Float64Array {
  const probabilities = new Float64Array(sumOfRanks(n) + 1);
  probabilities[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let w = sumOfRanks(rank); w >= 0; w--) {
      probabilities[w] = (probabilities[w]! + (w >= rank ? probabilities[w - rank]! : 0)) / 2;
    }
  }
  return probabilities;
}

/** P(U = u) for u = 0…m·n, by asking which group holds the largest value: if x does, it exceeds all n values of y. */
function rankSumProbabilities(m: number, n: number): Float64Array {
  // row[j] holds the probabilities for i values of x and j of y.
  let row = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= m; i++) {
    const next = [Float64Array.of(1)];
    for (let j = 1; j <= n; j++) {
      const [fewerX, fewerY] = [row[j]!, next[j - 1]!];
      const chance = i / (i + j);
      next.push(Float64Array.from({ length: i * j + 1 }, (_, u) => chance * (fewerX[u - j] ?? 0) + (1 - chance) * (fewerY[u] ?? 0)));
    }
    row = next;
  }
  return row[n]!;
}

/** p from the probabilities of 0, 1, 2, … and the value observed, which is whole. Two-sided: twice the smaller tail. */
function fromCounts(probabilities: Float64Array, observed: number): RankTest {
  const sum = (from: number, to: number): number => Math.min(1, probabilities.subarray(from, to).reduce((total, p) => total + p, 0));
  const pGreater = sum(observed, probabilities.length);
  const pLess = sum(0, observed + 1);
  return { p: Math.min(1, 2 * Math.min(pGreater, pLess)), pGreater, pLess, method: 'exact' };
}

/** p from the normal approximation, given how far the statistic lies above its expectation. */
function fromNormal(excess: number, variance: number, continuity: boolean): RankTest {
  if (!(variance > 0)) return { p: NaN, pGreater: NaN, pLess: NaN, method: 'approximate' };
  const sd = Math.sqrt(variance);
  const step = continuity ? 0.5 : 0;
  return {
    p: Math.min(1, 2 * normal.sf(Math.max(0, Math.abs(excess) - step) / sd)),
    pGreater: normal.sf((excess - step) / sd),
    pLess: normal.cdf((excess + step) / sd),
    method: 'approximate',
  };
}
