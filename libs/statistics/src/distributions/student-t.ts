import { incompleteBeta } from './beta.js';
import { type Distribution, requirePositive, requireProbability } from './distribution.js';
import { normal } from './normal.js';
import { crossing } from './roots.js';

/**
 * Student's t distribution. `df` need not be whole (Welch's is not); infinite `df` gives the normal distribution.
 *
 * Relative error of both tails about 1e-13.
 *
 * @throws RangeError unless df is positive.
 */
export function studentT(df: number): Distribution {
  requirePositive({ df });
  if (df === Infinity) return normal;

  /** P(T > t) for t ≥ 0. */
  const tail = (t: number): number => {
    const ratio = (t / df) * t;
    const inverse = df / t / t;
    const [x, y] = ratio < 1 ? [1 / (1 + ratio), ratio / (1 + ratio)] : [inverse / (1 + inverse), 1 / (1 + inverse)];
    return 0.5 * incompleteBeta(df / 2, 0.5, x, y).lower;
  };
  /** The t ≥ 0 with P(T > t) = p ≤ ½, solved for log t because t spans hundreds of orders of magnitude. */
  const tailQuantile = (p: number): number => {
    if (p === 0) return Infinity;
    if (p === 0.5) return 0;
    return Math.exp(crossing((logT) => Math.log(p) - Math.log(tail(Math.exp(logT)))));
  };
  return {
    cdf: (t) => (t < 0 ? tail(-t) : 1 - tail(t)),
    sf: (t) => (t < 0 ? 1 - tail(-t) : tail(t)),
    quantile(p) {
      requireProbability(p);
      return p < 0.5 ? -tailQuantile(p) : tailQuantile(1 - p);
    },
    upperQuantile(p) {
      requireProbability(p);
      return p < 0.5 ? tailQuantile(p) : -tailQuantile(1 - p);
    },
  };
}
