import { type Distribution, requireProbability, type Tails } from './distribution.js';

// Rational approximations, numerator and denominator from the lowest power up.
const CENTRE: Rational = [
  [18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745],
  [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1],
];
const SHOULDER: Rational = [
  [
    9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
    93.50665613217785, 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-08,
  ],
  [
    19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
    1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
  ],
];
const TAIL: Rational = [
  [
    2.9112874951168793e-05, 0.0014216191932278934, 0.022235277870649807,
    0.12740116116024736, 0.215898534057957, 0.023073441764940174,
  ],
  [7.297515550839662e-05, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1],
];
const QUANTILE_CENTRE: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751,
    21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854,
  ],
];
const QUANTILE_SHOULDER: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
    0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-09,
  ],
];
const QUANTILE_TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
    0.0007868691311456133, 1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15,
  ],
];

type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}

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
