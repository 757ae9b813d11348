import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { exponentialMovingAverage, largestTriangles, minMaxBuckets } from './index.js';

// Adding 0 turns -0, which no curve means, into 0.
const curve = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((value) => value + 0), { minLength: 1, maxLength: 200 });
const steps = (y: readonly number[]): number[] => y.map((_, i) => i);

describe('a smoothed curve', () => {
  it('starts at its first value, stays within the values, and is itself without weight', () => {
    fc.assert(
      fc.property(curve, fc.double({ min: 0, max: 0.999, noNaN: true }), (y, weight) => {
        const smooth = exponentialMovingAverage(y, weight);
        expect(smooth[0]).toBeCloseTo(y[0]!, 8);
        for (const value of smooth) expect(value >= Math.min(...y) - 1e-6 && value <= Math.max(...y) + 1e-6).toBe(true);
        exponentialMovingAverage(y, 0).forEach((value, i) => expect(value).toBe(y[i]));
      }),
    );
  });

  it('keeps gaps as gaps and does not learn from them', () => {
    expect(exponentialMovingAverage([1, NaN, 1, Infinity, 1], 0.9)).toEqual([1, NaN, 1, Infinity, 1].map((v) => (Number.isFinite(v) ? expect.closeTo(1) : v)));
    expect(() => exponentialMovingAverage([1], 1)).toThrow(RangeError);
  });
});

describe('the largest triangles', () => {
  it('are as many points as asked for, in order, the first and last among them', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 2, max: 50 }), (y, count) => {
        const kept = largestTriangles(steps(y), y, count);
        expect(kept).toHaveLength(Math.min(count, y.length));
        expect([kept[0], kept.at(-1)]).toEqual([0, y.length - 1]);
        expect(kept.every((index, i) => i === 0 || index > kept[i - 1]!)).toBe(true);
      }),
    );
  });

  it('keep a lone spike', () => {
    const y = Array.from({ length: 100 }, (_, i) => (i === 42 ? 9 : 0));
    expect(largestTriangles(steps(y), y, 10)).toContain(42);
    expect(() => largestTriangles([1], [1, 2], 2)).toThrow(RangeError);
    expect(() => largestTriangles([1], [1], 1)).toThrow(RangeError);
  });
});

describe('buckets of lowest and highest', () => {
  it('hold every extreme of their piece', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 1, max: 40 }), (y, buckets) => {
        const kept = minMaxBuckets(y, buckets).flatMap((pair) => pair!.map((index) => y[index]!));
        expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...y), Math.max(...y)]);
        expect(kept).toHaveLength(2 * Math.min(buckets, y.length));
      }),
    );
  });

  it('leave a gap where there is no number, and look past single ones', () => {
    expect(minMaxBuckets([NaN, NaN, 3, NaN, -Infinity, 5], 3)).toEqual([null, [2, 2], [5, 5]]);
    expect(minMaxBuckets([], 3)).toEqual([]);
    expect(() => minMaxBuckets([1], 0)).toThrow(RangeError);
  });
});
