/**
 * A continuous distribution, seen from both ends. The upper tail is computed as such, never as `1 - cdf(x)`, so that a
 * probability of 1e-40 is that and not 0; the same holds for quantiles when they are asked from the upper end.
 */
export interface Distribution {
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x), the survival function. */
  sf(x: number): number;
  /** The x with P(X ≤ x) = p, for p in [0, 1]. @throws RangeError for other p. */
  quantile(p: number): number;
  /** The x with P(X > x) = p: accurate for small p, where `quantile(1 - p)` is not. @throws RangeError for p outside [0, 1]. */
  upperQuantile(p: number): number;
}

/** The two tails of one point: they sum to 1 and the smaller one keeps its relative accuracy. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** @throws RangeError when p is no probability (NaN included). */
export function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1], but got ${p}.`);
}

/** @throws RangeError unless every parameter is positive (NaN is refused, Infinity is not). */
export function requirePositive(parameters: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (!(value > 0)) throw new RangeError(`${name} must be positive, but is ${value}.`);
  }
}
