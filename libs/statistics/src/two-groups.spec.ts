import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { effectSizes, meanInterval, pairedTest, studentTest, summarize, welchTest } from './index.js';

const baseline = [71.2, 70.8, 71.9, 71.0, 71.4];
const method = [72.1, 72.6, 71.8, 72.9, 72.3];

/** Decimals with few digits, so that equal means are equal and not almost equal. */
const sample = fc.array(fc.integer({ min: -1000, max: 1000 }).map((value) => value / 10), { minLength: 2, maxLength: 12 });
const varied = sample.filter((values) => new Set(values).size > 1);

describe('comparing two groups', () => {
  it('gives the numbers of the product’s own example, five seeds an arm', () => {
    const [a, b] = [summarize(baseline), summarize(method)];
    expect([a.mean.toFixed(2), a.sd.toFixed(2), b.mean.toFixed(2), b.sd.toFixed(2)]).toEqual(['71.26', '0.42', '72.34', '0.43']);
    const [low, high] = [meanInterval(baseline)!.low, meanInterval(baseline)!.high];
    expect([low.toFixed(2), high.toFixed(2)]).toEqual(['70.74', '71.78']);
    const test = welchTest(method, baseline);
    expect([test.difference, test.interval.low, test.interval.high].map((v) => v.toFixed(2))).toEqual(['1.08', '0.46', '1.70']);
    expect(test.p.toFixed(4)).toBe('0.0038');
    expect(effectSizes(method, baseline).hedgesG.toFixed(2)).toBe('2.29');
    expect(pairedTest(method, baseline).p.toFixed(3)).toBe('0.041');
  });

  it('gives them with three seeds, and after a seed is replaced', () => {
    expect(welchTest(method.slice(0, 3), baseline.slice(0, 3)).p.toFixed(3)).toBe('0.101');
    const replaced = welchTest(method.map((value) => (value === 72.9 ? 71.1 : value)), baseline);
    expect([replaced.difference, replaced.interval.low, replaced.interval.high].map((v) => v.toFixed(2))).toEqual(['0.72', '-0.02', '1.46']);
    expect(replaced.p.toFixed(3)).toBe('0.056');
  });

  it('turns its sign, and nothing else, when the groups trade places', () => {
    fc.assert(
      fc.property(varied, varied, (x, y) => {
        for (const test of [welchTest, studentTest]) {
          const [there, back] = [test(x, y), test(y, x)];
          expect(back.difference).toBeCloseTo(-there.difference, 9);
          expect(back.p).toBeCloseTo(there.p, 12);
          expect(back.pGreater).toBeCloseTo(there.pLess, 12);
        }
        expect(effectSizes(y, x).cliffsDelta).toBeCloseTo(-effectSizes(x, y).cliffsDelta, 12);
      }),
    );
  });

  it('excludes zero from the 95 % interval exactly when p is below 0.05', () => {
    fc.assert(
      fc.property(varied, varied, (x, y) => {
        const { interval, p } = welchTest(x, y);
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(interval.low > 0 || interval.high < 0).toBe(p < 0.05);
      }),
    );
  });

  it('makes Welch and Student agree on t for groups of one size', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), { minLength: 2, maxLength: 9 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        fc.pre(new Set(x).size > 1 || new Set(y).size > 1);
        expect(welchTest(x, y).t).toBeCloseTo(studentTest(x, y).t, 9);
        expect(welchTest(x, y).df).toBeLessThanOrEqual(studentTest(x, y).df + 1e-9);
      }),
    );
  });

  it('says nothing where nothing varies, rather than p = 0', () => {
    expect(welchTest([1, 1, 1], [2, 2])).toMatchObject({ difference: -1, t: -Infinity, p: NaN, df: NaN, interval: { low: NaN, high: NaN } });
    expect(pairedTest([2, 3], [1, 2])).toMatchObject({ difference: 1, p: NaN });
  });

  it('refuses groups it cannot compare', () => {
    expect(() => welchTest([1], [1, 2])).toThrow(RangeError);
    expect(() => welchTest([1, NaN], [1, 2])).toThrow('holds NaN');
    expect(() => pairedTest([1, 2, 3], [1, 2])).toThrow('one length');
    expect(() => welchTest([1, 2], [1, 2], 95)).toThrow('level');
  });
});

describe('effect sizes', () => {
  it('are 0 and one half for equal groups, and at their ends for separate ones', () => {
    expect(effectSizes([1, 2, 3], [3, 2, 1])).toMatchObject({ cohensD: 0, hedgesG: 0, superiority: 0.5, cliffsDelta: 0 });
    expect(effectSizes([10, 11], [1, 2, 3])).toMatchObject({ superiority: 1, cliffsDelta: 1 });
  });

  it('count every pair once, ties for half', () => {
    expect(effectSizes([1, 2, 2], [2, 3]).superiority).toBeCloseTo((0 + 0.5 + 0.5) / 6, 15);
  });

  it('shrink d by Hedges’ factor: 1/√π for df = 2, nearly 1 for many', () => {
    const { cohensD, hedgesG } = effectSizes([1, 3], [4, 8]);
    expect(hedgesG / cohensD).toBeCloseTo(1 / Math.sqrt(Math.PI), 14);
    const many = Array.from({ length: 20_001 }, (_, i) => i % 7);
    const large = effectSizes(many, many.map((value) => value + 1));
    expect(large.hedgesG / large.cohensD).toBeCloseTo(1 - 3 / (4 * 40_000 - 1), 9);
  });
});
