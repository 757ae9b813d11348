import { type Distribution, requireProbability, type Tails } from './distribution.js';

// Rational approximations, numerator and denominator from the lowest power up.
const CENTRE: Rational = [
  [18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287, 0.065682337918207449113],
  [45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1],
];
const SHOULDER: Rational = [
  [9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711, 597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8],
  [19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091, 6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1],
];
const TAIL: Rational = [
  [2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639, 0.21589853405795699, 0.02307344176494017303],
  [7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118, 1.28426009614491121, 1],
];
const QUANTILE_CENTRE: Rational = [
  [3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
  [1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852854561],
];
const QUANTILE_SHOULDER: Rational = [
  [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4],
  [1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9],
];
const QUANTILE_TAIL: Rational = [
  [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
  [1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15],
];

type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);

const evaluate = ([numerator, denominator]: Rational, x: number): number => polynomial(numerator, x) / polynomial(denominator, x);

/** e^(-x²/2), with x split so that squaring it loses nothing: in the far tail x²/2 is large and its rounding would show. */
function bell(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (x - coarse) * (x + coarse));
}

/**
 * Both tails at x, relative error about 1e-15 down to the smallest normal double.
 *
 * @see W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23, 1969.
 */
function tails(x: number): Tails {
  const size = Math.abs(x);
  if (size <= 0.67448975) {
    const half = x * evaluate(CENTRE, x * x);
    return { lower: 0.5 + half, upper: 0.5 - half };
  }
  let small: number;
  if (size <= Math.sqrt(32)) {
    small = bell(size) * evaluate(SHOULDER, size);
  } else if (size < 40) {
    const inverseSquare = 1 / (size * size);
    small = (bell(size) / size) * (1 / Math.sqrt(2 * Math.PI) - inverseSquare * evaluate(TAIL, inverseSquare));
  } else {
    small = Number.isNaN(x) ? NaN : 0;
  }
  return x > 0 ? { lower: 1 - small, upper: small } : { lower: small, upper: 1 - small };
}

/** The x ≤ 0 with P(X ≤ x) = p ≤ ½. @see M. J. Wichura, "Algorithm AS 241", Applied Statistics 37, 1988. */
function lowerQuantile(p: number): number {
  if (p === 0) return -Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * evaluate(QUANTILE_CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(p));
  return r <= 5 ? -evaluate(QUANTILE_SHOULDER, r - 1.6) : -evaluate(QUANTILE_TAIL, r - 5);
}

/** The standard normal distribution. */
export const normal: Distribution = {
  cdf: (x) => tails(x).lower,
  sf: (x) => tails(x).upper,
  quantile(p) {
    requireProbability(p);
    return p <= 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p);
  },
  upperQuantile(p) {
    requireProbability(p);
    return p <= 0.5 ? -lowerQuantile(p) : lowerQuantile(1 - p);
  },
};

/** Density of the standard normal distribution. */
export const normalDensity = (x: number): number => bell(x) / Math.sqrt(2 * Math.PI);
