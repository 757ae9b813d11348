import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { bootstrapDifference, bootstrapIntervals, mean, median } from './index.js';
import { Random } from './random.js';

const sampling = { resamples: 400, seed: 11 };
const sample = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 15 });

describe('the random stream', () => {
  it('is xoshiro128** seeded by splitmix32: the same digits everywhere and for ever', () => {
    const random = new Random(42);
    expect(Array.from({ length: 4 }, () => random.uint32())).toEqual([994499068, 22576588, 3184518712, 1451685253]);
  });

  it('differs between seeds that differ in their low or high half only', () => {
    const first = (seed: number): number => new Random(seed).uint32();
    expect(new Set([0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(first)).size).toBe(6);
  });

  it('is even over a range that does not divide 2³²', () => {
    const random = new Random(1);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]! += 1;
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(22.5); // χ² with 6 degrees of freedom exceeds it once in a thousand seeds; this seed is fixed.
  });

  it('refuses what is no seed', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => new Random(seed)).toThrow(RangeError);
    expect(() => bootstrapIntervals([1, 2], mean, { resamples: 0, seed: 1 })).toThrow(RangeError);
  });
});

describe('bootstrap intervals', () => {
  it('repeat themselves for one seed and differ for another', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(bootstrapIntervals(values, mean, sampling)).toEqual(bootstrapIntervals(values, mean, sampling));
    expect(bootstrapIntervals(values, mean, { ...sampling, seed: 12 }).se).not.toBe(bootstrapIntervals(values, mean, sampling).se);
  });

  it('lie within the values, in order, and leave the sample as it was', () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(mean, median), (values, statistic) => {
        const before = [...values];
        const { percentile, bca, estimate, basic } = bootstrapIntervals(values, statistic, sampling);
        expect(values).toEqual(before);
        expect(percentile.low).toBeLessThanOrEqual(percentile.high);
        expect(percentile.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(percentile.high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(basic.low + percentile.high).toBeCloseTo(2 * estimate, 9);
        expect(bca.low <= bca.high || Number.isNaN(bca.low)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('have the standard error that theory gives for a mean', () => {
    const values = Array.from({ length: 25 }, (_, i) => i);
    // Resampling divides by n, not n - 1: variance (25² - 1)/12 = 52.
    expect(bootstrapIntervals(values, mean, { resamples: 20_000, seed: 3 }).se).toBeCloseTo(Math.sqrt(52 / 25), 1);
  });

  it('of values that do not vary are a point', () => {
    const point = { low: 2, high: 2 };
    expect(bootstrapIntervals([2, 2, 2], mean, sampling)).toEqual({
      ...{ estimate: 2, se: 0, bias: 0, acceleration: 0 },
      ...{ percentile: point, bca: point, basic: point },
    });
  });

  it('are shifted by BCa towards the long tail', () => {
    const { percentile, bca, acceleration } = bootstrapIntervals([1, 1, 2, 2, 3, 3, 4, 30], mean, { resamples: 5_000, seed: 2 });
    expect(acceleration).toBeGreaterThan(0);
    expect(bca.low).toBeGreaterThan(percentile.low);
    expect(bca.high).toBeGreaterThan(percentile.high);
  });
});

describe('the bootstrapped difference of two groups', () => {
  it('turns its sign when they trade places, up to chance', () => {
    const [x, y] = [[1, 2, 3, 4, 5], [2, 3, 4, 5, 9]];
    const [there, back] = [bootstrapDifference(x, y, { resamples: 5_000, seed: 1 }), bootstrapDifference(y, x, { resamples: 5_000, seed: 2 })];
    expect(back.difference).toBe(-there.difference);
    expect(back.interval.low).toBeCloseTo(-there.interval.high, 0);
    expect(back.shareGreater + there.shareGreater).toBeCloseTo(1, 1);
  });

  it('counts a tie half', () => {
    expect(bootstrapDifference([1, 1], [1, 1], sampling).shareGreater).toBe(0.5);
    expect(bootstrapDifference([2, 2], [1, 1], sampling)).toEqual({ difference: 1, interval: { low: 1, high: 1 }, shareGreater: 1 });
  });
});
