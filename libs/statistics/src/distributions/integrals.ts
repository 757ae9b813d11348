import { stirlingError } from './gamma.js';

/** Halving the step squares the relative error, so refinements that agree so far leave an error of about 1e-15. */
const AGREEMENT = 3e-8;
/** Far below e^-100 rounding keeps refinements from agreeing; there is nothing left to refine. */
const MOST_INTERVALS = 2 ** 13;
/** Densities are followed down to e^-100 ≈ 1e-43 of their peak, so that tails down to about 1e-30 keep their digits. */
const DEPTH = 100;

/**
 * ∫ f from `from` to `to` for an analytic f that has all but vanished at both ends. There the trapezoidal rule converges
 * faster than any power of the step, and halving the step reuses every value.
 *
 * @see L. N. Trefethen, J. A. C. Weideman, "The exponentially convergent trapezoidal rule", SIAM Review 56, 2014.
 */
export function bellIntegral(f: (x: number) => number, from: number, to: number): number {
  let intervals = 64;
  let sum = (f(from) + f(to)) / 2;
  for (let i = 1; i < intervals; i++) sum += f(from + (i * (to - from)) / intervals);
  let integral = (sum * (to - from)) / intervals;
  while (intervals < MOST_INTERVALS) {
    const step = (to - from) / intervals;
    for (let i = 0; i < intervals; i++) sum += f(from + (i + 0.5) * step);
    intervals *= 2;
    const refined = (sum * (to - from)) / intervals;
    if (!(Math.abs(refined - integral) > AGREEMENT * Math.abs(refined))) return refined;
    integral = refined;
  }
  return integral;
}

/**
 * The mean of g(S) over S = √(χ²/df), the ratio of an estimated standard deviation to the true one: what turns a statement
 * about a known standard deviation into one about an estimated one. Integrated over log S; g is bounded and smooth.
 */
export function overEstimatedScale(df: number, g: (scale: number) => number): number {
  if (df === Infinity) return g(1);
  const half = df / 2;
  const front = 2 * Math.sqrt(half / (2 * Math.PI)) * Math.exp(-stirlingError(half));
  const density = (u: number): number => front * Math.exp(half * (2 * u - Math.expm1(2 * u)));
  // Bounds of half·(2u - expm1(2u)) ≤ -DEPTH, from its quadratic, linear and exponential majorants.
  const depth = DEPTH / df;
  const from = -(depth + Math.sqrt(depth));
  const to = Math.min(Math.sqrt(depth), 1 + Math.log(2 * depth + 2) / 2);
  return bellIntegral((u) => density(u) * g(Math.exp(u)), from, to);
}
