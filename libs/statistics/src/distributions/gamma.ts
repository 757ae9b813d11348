import type { Tails } from './distribution.js';

/** Coefficients of z⁻¹, z⁻³, … in Stirling's series for log Γ (DLMF 5.11.1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
/** From here on eight terms of the series are exact to the last bit. */
const STIRLING_FROM = 15;
const EPSILON = Number.EPSILON;

/**
 * The error δ(z) of Stirling's formula, z > 0: log Γ(z) = (z-½)·log z - z + ½·log 2π + δ(z).
 *
 * Ratios of gamma functions are built from δ rather than from log Γ, because δ is small where log Γ is large, and the
 * difference of two large logarithms would lose the digits that matter.
 *
 * @see C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
 */
export function stirlingError(z: number): number {
  let climbed = 0;
  while (z < STIRLING_FROM) {
    climbed += (z + 0.5) * Math.log1p(1 / z) - 1;
    z += 1;
  }
  const inverseSquare = 1 / (z * z);
  let series = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) series = series * inverseSquare + STIRLING[i]!;
  return climbed + series / z;
}

/** log Γ(z) for z > 0, absolute error about 1e-15 · max(1, |log Γ(z)|). */
export function logGamma(z: number): number {
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + stirlingError(z);
}

/** x·log(x/m) + m - x ≥ 0 without cancellation when x ≈ m (Loader's `bd0`). */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x ≥ 0: the series below a + 1, the continued
 * fraction above, so that the smaller of the two is the one computed. Relative error about 1e-14.
 *
 * @see DLMF 8.11.4 and 8.9.2; W. J. Lentz, Applied Optics 15, 1976, for the evaluation of the fraction.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  // x^a e^-x / Γ(a+1)
  const front = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let n = 1; term > sum * EPSILON; n++) {
      term *= x / (a + n);
      sum += term;
    }
    const lower = Math.min(1, front * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1, change = 0; Math.abs(change - 1) > EPSILON; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  const upper = Math.min(1, front * a * fraction);
  return { lower: 1 - upper, upper };
}
