import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anova, brownForsythe, criticalDifference, friedmanFromRanks, friedmanTest, kruskalWallis, nemenyiP, nemenyiQ, tukeyHsd, welchTest } from './index.js';

describe('methods over datasets', () => {
  it('give Demšar’s printed example', () => {
    const ranks = [3.143, 2.0, 2.893, 1.964];
    const { chiSquared, f } = friedmanFromRanks(ranks, 14);
    expect(chiSquared).toBeCloseTo(9.28, 2);
    expect(f).toBeCloseTo(3.69, 2);
    expect(criticalDifference(4, 14)).toBeCloseTo(1.25, 2);
  });

  it('give Demšar’s table of critical values to its three digits', () => {
    // Table 5(a); k = 3 and 8 are printed a digit low (2.3437 and 3.0309 round to 2.344 and 3.031).
    const printed = [1.96, 2.343, 2.569, 2.728, 2.85, 2.949, 3.031, 3.102, 3.164];
    printed.forEach((q, i) => expect(Math.abs(nemenyiQ(i + 2) - q)).toBeLessThan(1.001e-3));
  });

  it('rank the best first, whichever way is better', () => {
    const scores = [[1, 2, 3], [1, 3, 2], [1, 2, 2]];
    expect(friedmanTest(scores, { higherIsBetter: true }).averageRanks).toEqual([3, expect.closeTo(4.5 / 3), expect.closeTo(4.5 / 3)]);
    expect(friedmanTest(scores, { higherIsBetter: false }).averageRanks[0]).toBe(1);
  });

  it('agree perfectly at χ² = N(k - 1), where F is infinite', () => {
    const scores = Array.from({ length: 6 }, () => [1, 2, 3]);
    expect(friedmanTest(scores, { higherIsBetter: true })).toMatchObject({ chiSquared: 12, chiSquaredTieCorrected: 12, f: Infinity, pOfF: 0 });
    expect(friedmanTest([[1, 1], [2, 2]], { higherIsBetter: true })).toMatchObject({ chiSquared: 0, p: 1, pTieCorrected: NaN });
  });

  it('differ for a pair exactly when their ranks differ by more than the critical difference', () => {
    const ranks = [1.2, 2.9, 2.4, 3.5];
    const [cd, p] = [criticalDifference(4, 9), nemenyiP(ranks, 9)];
    for (const [i, one] of ranks.entries()) {
      for (const [j, other] of ranks.entries()) {
        expect(p[i]![j]! < 0.05).toBe(Math.abs(one - other) > cd);
        expect(p[i]![j]).toBe(p[j]![i]);
      }
    }
  });

  it('need a full table', () => {
    for (const wrong of [[], [[1, 2]], [[1], [2]], [[1, 2], [1]]]) expect(() => friedmanTest(wrong, { higherIsBetter: true })).toThrow(RangeError);
    expect(() => friedmanFromRanks([1, 2], 1.5)).toThrow(RangeError);
  });
});

describe('several groups', () => {
  const integers = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 8 }).filter((values) => new Set(values).size > 1);

  it('reduce to the tests of two groups when there are two', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 3, maxLength: 8 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        fc.pre(new Set(x).size > 1 && new Set(y).size > 1);
        // With groups of one size Welch's t is Student's, and F its square.
        expect(anova([x, y]).f).toBeCloseTo(welchTest(x, y).t ** 2, 8);
      }),
    );
    const [x, y] = [[1, 2, 4, 7], [3, 6, 8, 9]];
    expect(tukeyHsd([x, y])[0]![1]).toBeCloseTo(anova([x, y]).p, 10);
  });

  it('do not depend on the order of the groups', () => {
    fc.assert(
      fc.property(integers, integers, integers, (a, b, c) => {
        expect(anova([c, a, b]).p).toBeCloseTo(anova([a, b, c]).p, 10);
        expect(kruskalWallis([c, a, b]).p).toBeCloseTo(kruskalWallis([a, b, c]).p, 10);
        expect(brownForsythe([c, a, b]).df).toEqual([2, a.length + b.length + c.length - 3]);
      }),
    );
  });

  it('are compared by hand as by machine', () => {
    // Means 2, 3, 7; grand mean 4; between 3·(4 + 1 + 9)/2 = 21, within 6/6 = 1.
    expect(anova([[1, 2, 3], [2, 3, 4], [6, 7, 8]])).toMatchObject({ f: expect.closeTo(21, 12), df: [2, 6] });
    expect(kruskalWallis([[1, 2, 3], [4, 5, 6]]).h).toBeCloseTo(27 / 7, 12);
  });

  it('say nothing where nothing varies', () => {
    expect(anova([[1, 1], [2, 2]]).p).toBeNaN();
    expect(kruskalWallis([[1, 1], [1, 1]]).p).toBeNaN();
    expect(tukeyHsd([[1, 1], [2, 2]])).toEqual([[1, NaN], [NaN, 1]]);
    expect(() => anova([[1, 2]])).toThrow('two groups');
  });
});
