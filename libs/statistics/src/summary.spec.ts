import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { interquartileMean, mean, meanInterval, quantile, standardDeviation, summarize } from './index.js';

const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe('what a sample looks like', () => {
  it('is what one computes by hand', () => {
    expect(summarize([4, 1, 3, 2])).toEqual({
      n: 4,
      mean: 2.5,
      sd: Math.sqrt(5 / 3),
      sem: Math.sqrt(5 / 3) / 2,
      min: 1,
      q05: expect.closeTo(1.15, 12),
      q25: 1.75,
      median: 2.5,
      q75: 3.25,
      q95: expect.closeTo(3.85, 12),
      max: 4,
      iqr: 1.5,
      iqm: 2.5,
      mad: 1,
    });
  });

  it('keeps its quantiles in order, between the smallest and the largest value', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const { min, q05, q25, median, q75, q95, max, mean: centre, iqm } = summarize(values);
        const ordered = [min, q05, q25, median, q75, q95, max];
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
        const slack = 1e-9 * Math.max(1, Math.abs(min), Math.abs(max));
        for (const inside of [centre, iqm]) expect(inside >= min - slack && inside <= max + slack).toBe(true);
      }),
    );
  });

  it('keeps the spread of values that are large and close', () => {
    expect(standardDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
    expect(mean(Array.from({ length: 10 }, () => 0.1))).toBe(0.1);
    expect(summarize([0.1, 0.1, 0.1]).sd).toBe(0);
  });

  it('has one value without a spread, and no description of none', () => {
    expect(summarize([3])).toMatchObject({ n: 1, mean: 3, median: 3, iqm: 3, sd: NaN, sem: NaN });
    expect(() => summarize([])).toThrow('at least 1');
    expect(() => summarize([1, Infinity])).toThrow('holds Infinity');
    expect([mean([]), quantile([], 0.5), interquartileMean([])]).toEqual([NaN, NaN, NaN]);
  });

  it('drops a quarter of the values at each end, rounded down, for the interquartile mean', () => {
    expect(interquartileMean([100, 2, 3, -100])).toBe(2.5);
    expect(interquartileMean([1, 2, 6])).toBe(3);
    expect(interquartileMean([0, 0, 1, 2, 3, 4, 9, 9, 9])).toBe(3.8);
  });
});

describe('the interval of a mean', () => {
  it('contains the mean, and grows with the level', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const [narrow, wide] = [meanInterval(values, 0.8)!, meanInterval(values, 0.99)!];
        expect(wide.low <= narrow.low && narrow.low <= mean(values) && mean(values) <= narrow.high && narrow.high <= wide.high).toBe(true);
      }),
    );
  });

  it('of two values is wide: tan(0.95·π/2) ≈ 12.7 standard errors', () => {
    const { low, high } = meanInterval([0, 2])!;
    expect(high - 1).toBeCloseTo(Math.tan((0.95 * Math.PI) / 2), 10);
    expect(low).toBeCloseTo(2 - high, 10);
  });

  it('of one value is not there', () => {
    expect(meanInterval([3])).toBeNull();
    expect(() => meanInterval([])).toThrow(RangeError);
  });
});
