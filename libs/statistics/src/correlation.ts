import { studentT } from './distributions/student-t.js';
import { midRanks } from './ranks.js';
import { requirePairs } from './samples.js';
import { mean } from './summary.js';

/** A correlation from -1 to 1, NaN when x or y does not vary, and its two-sided p, NaN for two pairs. */
export interface Correlation {
  readonly r: number;
  readonly p: number;
}

/**
 * How far are pairs on a straight line? Pearson's r; its p is exact for normal values.
 *
 * Shapes: x and y of one length ≥ 2, pair i being (x[i], y[i]); the units may differ. Cost: O(n).
 *
 * @throws RangeError when the lengths differ, there are fewer than two pairs, or a value is not finite.
 */
export function pearson(x: readonly number[], y: readonly number[]): Correlation {
  requirePairs(x, y, 2);
  const [dx, dy] = [centred(x), centred(y)];
  const r = Math.min(1, Math.max(-1, dot(dx, dy) / Math.sqrt(dot(dx, dx) * dot(dy, dy))));
  const df = x.length - 2;
  // 1 - r² as a product: near ±1 the subtraction of the square would cost half the digits.
  return { r, p: df > 0 ? 2 * studentT(df).sf(Math.abs(r) * Math.sqrt(df / ((1 - r) * (1 + r)))) : NaN };
}

/** How far do pairs keep one order? Spearman's rho: {@link pearson} of the mid-ranks, its p by the t approximation. */
export function spearman(x: readonly number[], y: readonly number[]): Correlation {
  requirePairs(x, y, 2);
  return pearson(midRanks(x).ranks, midRanks(y).ranks);
}

/**
 * How much more often do two pairs agree in order than disagree? Kendall's tau-b, which allows for ties: from -1 to 1, NaN
 * when x or y does not vary. Shapes and errors as {@link pearson}. Cost: O(n²).
 *
 * @see M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33, 1945.
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number {
  requirePairs(x, y, 2);
  let [agreement, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [ofX, ofY] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      agreement += ofX * ofY;
      untiedX += Math.abs(ofX);
      untiedY += Math.abs(ofY);
    }
  }
  return agreement / Math.sqrt(untiedX * untiedY);
}

function centred(values: readonly number[]): number[] {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
