import { betaQuantile, incompleteBeta } from './beta.js';
import { type Distribution, requirePositive, requireProbability, type Tails } from './distribution.js';
import { incompleteGamma } from './gamma.js';
import { crossing } from './roots.js';

/**
 * The χ² distribution: of a sum of squares of `df` standard normal values.
 *
 * @throws RangeError unless df is positive and finite.
 */
export function chiSquared(df: number): Distribution {
  requirePositive({ df });
  requireFinite(df);
  return fromTails((x) => incompleteGamma(df / 2, x / 2));
}

/**
 * Fisher's F distribution: of a ratio of two independent mean squares.
 *
 * @throws RangeError unless both degrees of freedom are positive and finite.
 */
export function fisherF(df1: number, df2: number): Distribution {
  requirePositive({ df1, df2 });
  requireFinite(df1 + df2);
  const [a, b] = [df1 / 2, df2 / 2];
  const tails = (f: number): Tails => {
    const odds = Math.max(0, (df1 / df2) * f);
    return incompleteBeta(a, b, odds === Infinity ? 1 : odds / (1 + odds), 1 / (1 + odds));
  };
  const at = (target: Tails): number => {
    const { x, y } = betaQuantile(a, b, target);
    return (x / y) * (df2 / df1);
  };
  return {
    cdf: (f) => tails(f).lower,
    sf: (f) => tails(f).upper,
    quantile(p) {
      requireProbability(p);
      return at({ lower: p, upper: 1 - p });
    },
    upperQuantile(p) {
      requireProbability(p);
      return at({ lower: 1 - p, upper: p });
    },
  };
}

/** A distribution on the positive half-line from its tails; quantiles are solved for the logarithm of x. */
export function fromTails(tails: (x: number) => Tails): Distribution {
  const at = ({ lower, upper }: Tails): number => {
    if (lower === 0 || upper === 0) return lower === 0 ? 0 : Infinity;
    const excess =
      lower < upper
        ? (found: Tails): number => Math.log(found.lower) - Math.log(lower)
        : (found: Tails): number => Math.log(upper) - Math.log(found.upper);
    return Math.exp(crossing((logX) => excess(tails(Math.exp(logX)))));
  };
  return {
    cdf: (x) => tails(x).lower,
    sf: (x) => tails(x).upper,
    quantile(p) {
      requireProbability(p);
      return at({ lower: p, upper: 1 - p });
    },
    upperQuantile(p) {
      requireProbability(p);
      return at({ lower: 1 - p, upper: p });
    },
  };
}

function requireFinite(df: number): void {
  if (!Number.isFinite(df)) throw new RangeError('The degrees of freedom must be finite.');
}
