import { requireProbability } from './distributions/distribution.js';

/**
 * How p-values are adjusted for being several. The first four bound the chance of any false claim in the family; `holm`
 * assumes nothing and is the default for planned comparisons. The last two bound the expected share of false ones among
 * the claims: `benjamini-hochberg` for independent or positively dependent tests, `benjamini-yekutieli` for any.
 */
export type Adjustment = 'holm' | 'bonferroni' | 'holm-sidak' | 'hochberg' | 'benjamini-hochberg' | 'benjamini-yekutieli';

/**
 * What remains of p-values when they are several? The family is every comparison shown in one view.
 *
 * Shapes: m p-values; the answer lies beside them, each at least its p and at most 1, in the same order by size. To be
 * compared with alpha as it is. Cost: O(m log m).
 *
 * @throws RangeError when a value is no probability.
 * @see S. Holm, Scand. J. Statistics 6, 1979; Y. Hochberg, Biometrika 75, 1988; Y. Benjamini, Y. Hochberg, J. Royal
 *   Statistical Society B 57, 1995; Y. Benjamini, D. Yekutieli, Annals of Statistics 29, 2001.
 */
export function adjustP(p: readonly number[], adjustment: Adjustment = 'holm'): number[] {
  p.forEach(requireProbability);
  const m = p.length;
  switch (adjustment) {
    case 'bonferroni':
      return p.map((one) => Math.min(1, one * m));
    case 'holm':
      return stepDown(p, (one, smaller) => one * (m - smaller));
    case 'holm-sidak':
      return stepDown(p, (one, smaller) => -Math.expm1((m - smaller) * Math.log1p(-one)));
    case 'hochberg':
      return stepUp(p, (one, smaller) => one * (m - smaller));
    case 'benjamini-hochberg':
      return stepUp(p, (one, smaller) => (one * m) / (smaller + 1));
    case 'benjamini-yekutieli': {
      const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
      return stepUp(p, (one, smaller) => (one * m * harmonic) / (smaller + 1));
    }
  }
}

/** A symmetric table of p-values from its upper half, with 1 on the diagonal. */
export function allPairs(k: number, p: (i: number, j: number) => number): number[][] {
  const table = Array.from({ length: k }, () => new Array<number>(k).fill(1));
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) table[i]![j] = table[j]![i] = p(i, j);
  }
  return table;
}

/** Adjusts each p knowing how many are smaller. */
type Adjust = (p: number, smaller: number) => number;

/** From the smallest up: none may come out below one before it. */
function stepDown(p: readonly number[], adjust: Adjust): number[] {
  let most = 0;
  return inOrder(p, ascendingOrder(p), (one, smaller) => (most = Math.max(most, Math.min(1, adjust(one, smaller)))));
}

/** From the largest down: none may come out above one before it. */
function stepUp(p: readonly number[], adjust: Adjust): number[] {
  let least = 1;
  const descending = ascendingOrder(p).reverse();
  return inOrder(p, descending, (one, larger) => (least = Math.min(least, adjust(one, p.length - 1 - larger))));
}

const ascendingOrder = (p: readonly number[]): number[] => p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);

function inOrder(p: readonly number[], order: readonly number[], adjust: Adjust): number[] {
  const adjusted = new Array<number>(p.length);
  order.forEach((index, position) => (adjusted[index] = adjust(p[index]!, position)));
  return adjusted;
}
