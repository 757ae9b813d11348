/** Ranks of values, and how tied they are. */
export interface Ranks {
  /** Rank of each value in input order, 1 for the smallest; tied values share the mean of their ranks. */
  readonly ranks: number[];
  /** Σ(t³ - t) over groups of t tied values: what variances of rank statistics are corrected by; 0 without ties. */
  readonly ties: number;
}

/** Mid-ranks of finite values, in their order. Values tie only when they are equal to the last bit. Cost: O(n log n). */
export function midRanks(values: readonly number[]): Ranks {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Array<number>(values.length);
  let ties = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
    const count = end - start;
    ties += count ** 3 - count;
  }
  return { ranks, ties };
}
