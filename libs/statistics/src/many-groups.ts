import { chiSquared, fisherF } from './distributions/sums-of-squares.js';
import { studentizedRange } from './distributions/studentized-range.js';
import { allPairs } from './multiple-comparisons.js';
import { midRanks } from './ranks.js';
import { requireSample } from './samples.js';
import { mean, median, variance } from './summary.js';

/** Independent groups of values of one unit: k ≥ 2 groups, each of at least two finite values. */
export type Groups = readonly (readonly number[])[];

export interface FTest {
  readonly f: number;
  /** Degrees of freedom between and within groups. */
  readonly df: readonly [number, number];
  readonly p: number;
}

/**
 * Do several groups differ in their means? One-way analysis of variance, for groups of equal variance. p is NaN when no
 * group varies: there is no noise to compare with.
 *
 * @throws RangeError when there are fewer than two groups, a group has fewer than two values, or one is not finite.
 * @see R. A. Fisher, "Statistical Methods for Research Workers", 1925.
 */
export function anova(groups: Groups): FTest {
  requireGroups(groups);
  const grand = mean(groups.flat());
  const between = groups.reduce((sum, group) => sum + group.length * (mean(group) - grand) ** 2, 0) / (groups.length - 1);
  const { meanSquare, df } = within(groups);
  const f = between / meanSquare;
  return { f, df: [groups.length - 1, df], p: meanSquare > 0 ? fisherF(groups.length - 1, df).sf(f) : NaN };
}

/**
 * Do several groups differ in their spread? Levene's test around the medians, which stays honest for skewed values: the
 * analysis of variance of the distances from them. Errors as {@link anova}.
 *
 * @see M. B. Brown, A. B. Forsythe, "Robust tests for the equality of variances", JASA 69, 1974.
 */
export function brownForsythe(groups: Groups): FTest {
  requireGroups(groups);
  return anova(
    groups.map((group) => {
      const centre = median(group);
      return group.map((value) => Math.abs(value - centre));
    }),
  );
}

/**
 * Do several groups differ, by ranks? Kruskal and Wallis' H, corrected for ties, against χ² with k - 1 degrees of freedom.
 * H and p are NaN when all values are equal. Errors as {@link anova}.
 *
 * @see W. H. Kruskal, W. A. Wallis, "Use of ranks in one-criterion variance analysis", JASA 47, 1952.
 */
export function kruskalWallis(groups: Groups): { readonly h: number; readonly df: number; readonly p: number } {
  requireGroups(groups);
  const { ranks, ties } = midRanks(groups.flat());
  const n = ranks.length;
  let start = 0;
  let spread = 0;
  for (const group of groups) {
    const meanRank = mean(ranks.slice(start, start + group.length));
    spread += group.length * (meanRank - (n + 1) / 2) ** 2;
    start += group.length;
  }
  const h = ((12 / (n * (n + 1))) * spread) / (1 - ties / (n ** 3 - n));
  const df = groups.length - 1;
  return { h, df, p: chiSquared(df).sf(h) };
}

/**
 * Which pairs of groups differ in their means? Tukey's honest significant difference, in Kramer's form for groups of
 * unequal size: p that already allow for comparing all pairs.
 *
 * Result: a symmetric k × k table with 1 on its diagonal; NaN beside it when no group varies. Errors as {@link anova}.
 *
 * @see C. Y. Kramer, "Extension of multiple range tests to group means with unequal numbers of replications", Biometrics 12, 1956.
 */
export function tukeyHsd(groups: Groups): number[][] {
  requireGroups(groups);
  const { meanSquare, df } = within(groups);
  const range = studentizedRange(groups.length, df);
  const means = groups.map(mean);
  return allPairs(groups.length, (i, j) => {
    const se = Math.sqrt((meanSquare / 2) * (1 / groups[i]!.length + 1 / groups[j]!.length));
    return se > 0 ? range.sf(Math.abs(means[i]! - means[j]!) / se) : NaN;
  });
}

function within(groups: Groups): { meanSquare: number; df: number } {
  const df = groups.reduce((sum, group) => sum + group.length - 1, 0);
  return { meanSquare: groups.reduce((sum, group) => sum + (group.length - 1) * variance(group), 0) / df, df };
}

function requireGroups(groups: Groups): void {
  if (groups.length < 2) throw new RangeError(`A comparison needs at least two groups, but got ${groups.length}.`);
  for (const group of groups) requireSample(group, 2, 'A group');
}
