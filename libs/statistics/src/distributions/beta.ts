import { type Distribution, requirePositive, requireProbability, type Tails } from './distribution.js';
import { deviance, stirlingError } from './gamma.js';
import { crossing } from './roots.js';

const TINY = 1e-300;

/**
 * The regularised incomplete beta functions I_x(a, b) and 1 - I_x(a, b), a, b > 0, for x and its complement y = 1 - x,
 * which the caller passes because it usually knows it better than 1 - x would. Relative error of the smaller about 1e-13.
 *
 * @see A. R. DiDonato, A. H. Morris, "Algorithm 708", ACM Transactions on Mathematical Software 18, 1992 (`BFRAC`);
 *   C. Loader 2000 for the factor in front.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const n = a + b;
  // x^a y^b / B(a, b)
  const logFront = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const front = Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(logFront);
  if (x < (a + 1) / (n + 2)) {
    const lower = Math.min(1, front * betaFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, front * betaFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}

/**
 * The continued fraction of the incomplete beta function, for x below the mean; needs about √max(a, b) steps. This form is
 * in terms of a·y - b·x, the distance from the mean, and so keeps its accuracy where x is all but 1.
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  const distance = a * y - b * x;
  let fraction = away((a * (distance + 1)) / (a + 1));
  let c = fraction;
  let d = 0;
  for (let m = 1; ; m++) {
    const k = a + 2 * m;
    const numerator = ((((a + m - 1) / (k - 1)) * (a + b + m - 1)) / (k - 1)) * m * (b - m) * x * x;
    const denominator = m + (m * (b - m) * x) / (k - 1) + ((a + m) / (k + 1)) * (distance + 1 + m * (1 + y));
    d = 1 / away(denominator + numerator * d);
    c = away(denominator + numerator / c);
    fraction *= c * d;
    if (!(Math.abs(c * d - 1) > Number.EPSILON)) return 1 / fraction;
  }
}

/**
 * The beta distribution on [0, 1].
 *
 * @throws RangeError unless both shapes are positive and finite.
 */
export function beta(a: number, b: number): Distribution {
  requirePositive({ a, b });
  if (a + b === Infinity) throw new RangeError('The shapes of a beta distribution are finite.');
  const tails = (x: number): Tails => incompleteBeta(a, b, x, 1 - x);
  return {
    cdf: (x) => tails(x).lower,
    sf: (x) => tails(x).upper,
    quantile(p) {
      requireProbability(p);
      return betaQuantile(a, b, { lower: p, upper: 1 - p }).x;
    },
    upperQuantile(p) {
      requireProbability(p);
      return betaQuantile(a, b, { lower: 1 - p, upper: p }).x;
    },
  };
}

/** The point with the given tails, and its complement; solved for its log-odds, where both ends are infinitely far. */
export function betaQuantile(a: number, b: number, target: Tails): { x: number; y: number } {
  if (target.lower === 0) return { x: 0, y: 1 };
  if (target.upper === 0) return { x: 1, y: 0 };
  const point = (logOdds: number): { x: number; y: number } => ({ x: 1 / (1 + Math.exp(-logOdds)), y: 1 / (1 + Math.exp(logOdds)) });
  const excess =
    target.lower < target.upper
      ? ({ lower }: Tails): number => Math.log(lower) - Math.log(target.lower)
      : ({ upper }: Tails): number => Math.log(target.upper) - Math.log(upper);
  return point(
    crossing((logOdds) => {
      const { x, y } = point(logOdds);
      return excess(incompleteBeta(a, b, x, y));
    }),
  );
}
