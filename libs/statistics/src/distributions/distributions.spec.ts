import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { beta, chiSquared, type Distribution, fisherF, noncentralT, normal, studentizedRange, studentT } from '../index.js';
import { logGamma } from './gamma.js';
import { crossing } from './roots.js';

const df = fc.double({ min: 0.6, max: 500, noNaN: true });
const shape = fc.double({ min: 3, max: 500, noNaN: true });
const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

/** Relative agreement, because a tail of 1e-40 has digits too. */
const expectRatio = (got: number, expected: number, tolerance = 1e-12): void => {
  expect(Math.abs(got / expected - 1)).toBeLessThan(tolerance);
};

const families: readonly (readonly [string, fc.Arbitrary<Distribution>])[] = [
  ['normal', fc.constant(normal)],
  ['t', df.map(studentT)],
  ['χ²', df.map(chiSquared)],
  ['F', fc.tuple(df, df).map(([a, b]) => fisherF(a, b))],
  // Of flatter ones the upper tail lives at 1 - x too small for x to hold.
  ['beta', fc.tuple(shape, shape).map(([a, b]) => beta(a, b))],
];

describe.each(families)('the %s distribution', (_, family) => {
  it('finds for any probability the point that has it, from either end', () => {
    fc.assert(
      fc.property(family, probability, (distribution, p) => {
        expectRatio(distribution.cdf(distribution.quantile(p)), p, 1e-9);
        expectRatio(distribution.sf(distribution.upperQuantile(p)), p, 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('has tails that sum to one and never turn back', () => {
    fc.assert(
      fc.property(family, probability, probability, (distribution, p, q) => {
        const [low, high] = [distribution.quantile(Math.min(p, q)), distribution.quantile(Math.max(p, q))];
        // Neighbouring probabilities may give points, or tails, that rounding has put in either order.
        expect(high - low).toBeGreaterThan(-1e-12 * (1 + Math.abs(high)));
        expect(distribution.cdf(low) + distribution.sf(low)).toBeCloseTo(1, 12);
        expect(distribution.sf(low)).toBeGreaterThan(distribution.sf(high) * (1 - 1e-11));
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what is no probability', () => {
    const [distribution] = fc.sample(family, 1);
    for (const wrong of [-0.1, 1.1, NaN]) {
      expect(() => distribution!.quantile(wrong)).toThrow(RangeError);
      expect(() => distribution!.upperQuantile(wrong)).toThrow(RangeError);
    }
  });
});

describe('distributions with a closed form', () => {
  it('t with one degree of freedom is Cauchy’s, with two it is algebraic', () => {
    for (const t of [-20, -1, 0.3, 1.96, 700]) {
      expectRatio(studentT(1).cdf(t), 0.5 + Math.atan(t) / Math.PI);
      expectRatio(studentT(2).cdf(t), 0.5 + t / (2 * Math.sqrt(2 + t * t)));
    }
  });

  it('χ² with two degrees of freedom is exponential, with one a squared normal value', () => {
    for (const x of [0.01, 1, 7, 900]) {
      expectRatio(chiSquared(2).sf(x), Math.exp(-x / 2));
      expectRatio(chiSquared(1).sf(x), 2 * normal.sf(Math.sqrt(x)), 1e-11);
    }
  });

  it('F with two and two degrees of freedom is 1/(1 + x), and with one a squared t', () => {
    expectRatio(fisherF(2, 2).sf(3), 0.25);
    fc.assert(fc.property(df, positive, (n, x) => expectRatio(fisherF(1, n).sf(x), 2 * studentT(n).sf(Math.sqrt(x)), 1e-11)), { numRuns: 50 });
  });

  it('beta of one and b is a power', () => {
    expectRatio(beta(1, 7).sf(0.2), 0.8 ** 7);
    expectRatio(beta(1, 7).quantile(0.5), 1 - 0.5 ** (1 / 7));
  });

  it('the range of two values is their difference, so Tukey’s range of two is a t', () => {
    for (const [n, q] of [[4.5, 0.4], [12, 20], [500, 9]] as const) {
      expectRatio(studentizedRange(2, n).sf(q), 2 * studentT(n).sf(q / Math.SQRT2), 1e-10);
    }
    expectRatio(studentizedRange(2, Infinity).sf(12), 2 * normal.sf(12 / Math.SQRT2), 1e-11);
  });

  it('noncentral t without a shift is t, and with known variance a shifted normal', () => {
    for (const t of [-3, 0.5, 8]) {
      expectRatio(noncentralT(7, 0).sf(t), studentT(7).sf(t), 1e-10);
      expectRatio(noncentralT(Infinity, 1.5).cdf(t), normal.cdf(t - 1.5));
    }
    expectRatio(noncentralT(3, 2).cdf(0), normal.cdf(-2), 1e-11);
  });

  it('log Γ follows its recurrence and is known at ½', () => {
    expectRatio(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    fc.assert(fc.property(positive, (z) => expect(logGamma(z + 1) - logGamma(z) - Math.log(z)).toBeCloseTo(0, 10)));
  });
});

describe('far tails', () => {
  it('keep their digits where 1 - cdf would be 0', () => {
    expectRatio(normal.sf(30), 4.906713927148187e-198);
    expectRatio(normal.upperQuantile(1e-300), 37.0470962993612);
    expectRatio(studentT(12.5).sf(40), 7.145766481858492e-15);
    expect(normal.cdf(-37)).toBeGreaterThan(0);
    expect(studentT(5).sf(Infinity)).toBe(0);
  });

  it('of t approach the normal ones as the degrees of freedom grow, without losing digits on the way', () => {
    const [small, large] = [studentT(1e6).sf(6), studentT(1e12).sf(6)];
    expect(small).toBeGreaterThan(large);
    expectRatio(large, normal.sf(6), 1e-9);
    expect(studentT(Infinity)).toBe(normal);
  });

  it('answer NaN to NaN, and the ends at the ends', () => {
    for (const distribution of [normal, studentT(3), chiSquared(3), fisherF(2, 3), beta(2, 3), studentizedRange(3, 5)]) {
      expect([distribution.cdf(NaN), distribution.sf(NaN)]).toEqual([NaN, NaN]);
      expect([distribution.cdf(-Infinity), distribution.sf(Infinity)]).toEqual([0, 0]);
      expect(distribution.quantile(0)).toBe(distribution.upperQuantile(1));
      expect(distribution.cdf(distribution.quantile(1))).toBe(1);
    }
  });

  it('exist for positive parameters only', () => {
    const wrong = [
      () => studentT(0),
      () => chiSquared(NaN),
      () => chiSquared(Infinity),
      () => fisherF(1, -1),
      () => beta(0, 1),
      () => beta(Infinity, 1),
      () => studentizedRange(1, 5),
      () => studentizedRange(2.5, 5),
      () => noncentralT(-1, 0),
    ];
    for (const one of wrong) expect(one).toThrow(RangeError);
  });
});

describe('the root finder', () => {
  it('finds crossings far away, of functions that are infinite or flat', () => {
    expect(crossing((u) => u - 700)).toBeCloseTo(700, 12);
    expect(crossing((u) => (u < -3 ? -Infinity : u + 2))).toBeCloseTo(-2, 12);
    expect(crossing((u) => Math.sign(u - 0.1))).toBeCloseTo(0.1, 12);
    expect(crossing((u) => u)).toBe(0);
    expect(crossing((u) => u - 1)).toBe(1);
  });

  it('says so when there is none', () => {
    expect(() => crossing(() => 1)).toThrow('does not cross');
  });
});
