import { type Distribution, requirePositive } from './distribution.js';
import { bellIntegral, overEstimatedScale } from './integrals.js';
import { normal, normalDensity } from './normal.js';
import { fromTails } from './sums-of-squares.js';

/**
 * The studentized range: the largest difference among `k` normal values, in standard deviations estimated with `df` degrees
 * of freedom, which may be infinite. Behind Tukey's and Nemenyi's comparisons of all pairs.
 *
 * Relative error of the upper tail about 1e-13, absolute of the lower. Cost: some ten thousand evaluations of the normal
 * distribution, two hundred for infinite df; quantiles take about fifteen times that.
 *
 * @throws RangeError unless k is a whole number ≥ 2 and df positive.
 */
export function studentizedRange(k: number, df: number): Distribution {
  if (!Number.isInteger(k) || k < 2) throw new RangeError(`A range is of at least 2 values, not of ${k}.`);
  requirePositive({ df });
  return fromTails((q) => {
    if (q <= 0) return { lower: 0, upper: 1 };
    if (q === Infinity) return { lower: 1, upper: 0 };
    const upper = Math.min(1, overEstimatedScale(df, (scale) => rangeExceeds(k, q * scale)));
    return { lower: 1 - upper, upper };
  });
}

/**
 * P(range of k standard normal values > w). Given that the largest is z, the others lie below it, and all of them within w
 * of it with probability (1 - Φ(z-w)/Φ(z))^(k-1); one minus that is taken without cancellation.
 */
function rangeExceeds(k: number, w: number): number {
  if (w > 80) return 0;
  const given = (z: number): number => {
    const below = normal.cdf(z);
    const someFurther = -Math.expm1((k - 1) * Math.log1p(-normal.cdf(z - w) / below));
    return k * normalDensity(z) * below ** (k - 1) * someFurther;
  };
  // For large w the integrand peaks at w/2; the largest of k values lies below about √(2·log k) + 9.
  return bellIntegral(given, w / 2 - 9.5, w / 2 + 9.5 + Math.sqrt(2 * Math.log(k)));
}
