import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { clopperPearsonInterval, kendallTauB, mcnemarTest, pearson, spearman, wilsonInterval } from './index.js';

const counts = fc.integer({ min: 1, max: 3_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('an accuracy on a test set', () => {
  it('lies in both intervals, within 0 and 1, and they mirror when right becomes wrong', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        for (const interval of [wilsonInterval, clopperPearsonInterval]) {
          const { low, high } = interval(k, n);
          expect(0 <= low && low <= k / n && k / n <= high && high <= 1).toBe(true);
          expect(interval(n - k, n).low).toBeCloseTo(1 - high, 10);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has exact ends where nothing or everything is right: 1 - (0.025)^(1/n)', () => {
    expect(clopperPearsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** 0.1, 12) });
    expect(clopperPearsonInterval(10, 10).high).toBe(1);
    expect(wilsonInterval(0, 10).low).toBe(0);
  });

  it('needs counts', () => {
    for (const [k, n] of [[-1, 3], [4, 3], [1.5, 3], [0, 0], [NaN, 3]] as const) expect(() => wilsonInterval(k, n)).toThrow(RangeError);
  });
});

describe('McNemar’s test', () => {
  it('is the binomial one, by hand', () => {
    // Of 6 discordant examples one or fewer: 2·(1 + 6)/64.
    expect(mcnemarTest(5, 1)).toMatchObject({ exactP: expect.closeTo(14 / 64, 13), chiSquared: 1.5 });
    expect(mcnemarTest(1, 5)).toEqual(mcnemarTest(5, 1));
    expect(mcnemarTest(4, 4)).toMatchObject({ exactP: 1, chiSquared: 0, p: 1 });
    expect(mcnemarTest(0, 0)).toEqual({ exactP: 1, chiSquared: NaN, p: NaN });
  });

  it('agrees with its approximation for many', () => {
    const { exactP, p } = mcnemarTest(540, 460);
    expect(exactP).toBeCloseTo(p, 3);
  });
});

describe('correlations', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 3, maxLength: 12 }).filter(
    (points) => new Set(points.map(([x]) => x)).size > 1 && new Set(points.map(([, y]) => y)).size > 1,
  );

  it('are symmetric, between -1 and 1, and change sign with one of the two', () => {
    fc.assert(
      fc.property(pairs, (points) => {
        const [x, y] = [points.map(([a]) => a), points.map(([, b]) => b)];
        const negative = y.map((value) => -value);
        for (const measure of [(a: number[], b: number[]): number => pearson(a, b).r, (a: number[], b: number[]): number => spearman(a, b).r, kendallTauB]) {
          expect(Math.abs(measure(x, y))).toBeLessThanOrEqual(1);
          expect(measure(y, x)).toBeCloseTo(measure(x, y), 12);
          expect(measure(x, negative)).toBeCloseTo(-measure(x, y), 12);
        }
      }),
    );
  });

  it('by rank see only the order, Pearson’s also the shape', () => {
    const x = [1, 2, 3, 4, 5];
    const steep = x.map((value) => Math.exp(value));
    expect([spearman(x, steep).r, kendallTauB(x, steep)]).toEqual([1, 1]);
    expect(pearson(x, steep).r).toBeLessThan(0.9);
    expect(pearson(x, x.map((value) => 3 - 2 * value))).toEqual({ r: -1, p: 0 });
  });

  it('are NaN where something does not vary, and without p for two pairs', () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toEqual({ r: NaN, p: NaN });
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(pearson([1, 2], [2, 1])).toEqual({ r: expect.closeTo(-1), p: NaN });
  });
});
