import { chiSquared, fisherF } from './distributions/sums-of-squares.js';
import { studentizedRange } from './distributions/studentized-range.js';
import { allPairs } from './multiple-comparisons.js';
import { midRanks } from './ranks.js';
import { requireLevel, requireSample } from './samples.js';
import { mean } from './summary.js';

/** A comparison of k methods over N datasets by their ranks. All dimensionless. */
export interface FriedmanTest {
  /** Mean rank of each method, 1 for the best. */
  readonly averageRanks: number[];
  /** Friedman's χ² as Demšar gives it, without correction for ties; k - 1 degrees of freedom. */
  readonly chiSquared: number;
  readonly p: number;
  /** Iman and Davenport's F, less conservative; (k-1) and (k-1)(N-1) degrees of freedom. Infinity, with p 0, when every dataset ranks alike. */
  readonly f: number;
  readonly pOfF: number;
}

/**
 * Do several methods differ over several datasets? Friedman's test on ranks within each dataset.
 *
 * Shapes: `scores[dataset][method]`, N ≥ 2 datasets, k ≥ 2 methods. The corrected pair allows for ties (it is what scipy
 * reports) and is NaN when everything ties. Cost: O(N·k log k).
 *
 * @throws RangeError when the table is smaller than 2 × 2 or ragged, or a score is not finite.
 * @see J. Demšar, "Statistical comparisons of classifiers over multiple data sets", JMLR 7, 2006.
 */
export function friedmanTest(
  scores: readonly (readonly number[])[],
  { higherIsBetter }: { readonly higherIsBetter: boolean },
): FriedmanTest & { readonly chiSquaredTieCorrected: number; readonly pTieCorrected: number } {
  const k = scores[0]?.length ?? 0;
  if (scores.length < 2 || k < 2 || scores.some((row) => row.length !== k)) {
    throw new RangeError('Ranks need at least two datasets with a score for each of at least two methods.');
  }
  const ranked = scores.map((row) => {
    requireSample(row, k, 'A dataset');
    return midRanks(higherIsBetter ? row.map((score) => -score) : row);
  });
  const averageRanks = Array.from({ length: k }, (_, method) => mean(ranked.map(({ ranks }) => ranks[method]!)));
  const test = friedmanFromRanks(averageRanks, scores.length);
  const ties = ranked.reduce((sum, row) => sum + row.ties, 0);
  const chiSquaredTieCorrected = test.chiSquared / (1 - ties / (scores.length * k * (k * k - 1)));
  return { ...test, chiSquaredTieCorrected, pTieCorrected: chiSquared(k - 1).sf(chiSquaredTieCorrected) };
}

/**
 * {@link friedmanTest} from average ranks, as papers print them, over N ≥ 2 datasets.
 *
 * @throws RangeError when there are fewer than two methods or datasets, or a rank is not finite.
 */
export function friedmanFromRanks(averageRanks: readonly number[], datasets: number): FriedmanTest {
  requireSample(averageRanks, 2, 'The list of average ranks');
  requireDatasets(datasets);
  const k = averageRanks.length;
  const middle = (k + 1) / 2;
  // Demšar's ΣR² - k(k+1)²/4, written as a sum of squares so that it cannot be negative.
  const spread = averageRanks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const statistic = ((12 * datasets) / (k * (k + 1))) * spread;
  const rest = datasets * (k - 1) - statistic;
  const f = rest > 1e-12 * statistic ? ((datasets - 1) * statistic) / rest : Infinity;
  return {
    averageRanks: [...averageRanks],
    chiSquared: statistic,
    p: chiSquared(k - 1).sf(statistic),
    f,
    pOfF: fisherF(k - 1, (k - 1) * (datasets - 1)).sf(f),
  };
}

/**
 * By how much must average ranks differ to count? Nemenyi's critical difference q·√(k(k+1)/6N), for all pairs of k methods
 * over N datasets.
 *
 * Since ranks depend on which other methods are compared, prefer pairwise signed-rank tests with Holm's correction
 * (Benavoli et al., JMLR 17, 2016); this is for the diagram.
 *
 * @throws RangeError when k < 2, N < 2 or alpha is not inside (0, 1).
 */
export function criticalDifference(methods: number, datasets: number, alpha = 0.05): number {
  requireDatasets(datasets);
  return nemenyiQ(methods, alpha) * rankDeviation(methods, datasets);
}

/** Nemenyi's critical value q for k methods: the studentized range for infinite df over √2 (Demšar 2006, table 5). */
export function nemenyiQ(methods: number, alpha = 0.05): number {
  requireLevel(alpha);
  return studentizedRange(methods, Infinity).upperQuantile(alpha) / Math.SQRT2;
}

/** Nemenyi's p for every pair of methods: a symmetric k × k table with 1 on its diagonal. Errors as {@link friedmanFromRanks}. */
export function nemenyiP(averageRanks: readonly number[], datasets: number): number[][] {
  requireSample(averageRanks, 2, 'The list of average ranks');
  requireDatasets(datasets);
  const k = averageRanks.length;
  const range = studentizedRange(k, Infinity);
  return allPairs(k, (i, j) => range.sf((Math.abs(averageRanks[i]! - averageRanks[j]!) / rankDeviation(k, datasets)) * Math.SQRT2));
}

const rankDeviation = (k: number, datasets: number): number => Math.sqrt((k * (k + 1)) / (6 * datasets));

function requireDatasets(datasets: number): void {
  if (!Number.isInteger(datasets) || datasets < 2) throw new RangeError(`Ranks need at least two datasets, not ${datasets}.`);
}
