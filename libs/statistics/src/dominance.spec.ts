import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { almostStochasticOrder, noetherPairs, pairedOutperformance, powerOfTTest, seedsNeeded } from './index.js';

const sampling = { resamples: 200, seed: 8 };
const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 8 });

describe('almost stochastic order', () => {
  it('is 0 for a method that is ahead at every quantile, 1 for one that is behind, ½ for the same', () => {
    expect(almostStochasticOrder([5, 6], [1, 2, 3], sampling)).toEqual({ violation: 0, epsilonMin: 0 });
    expect(almostStochasticOrder([1, 2, 3], [5, 6], sampling)).toEqual({ violation: 1, epsilonMin: 1 });
    expect(almostStochasticOrder([1, 2], [2, 1], sampling).violation).toBe(0.5);
  });

  it('is the share of squared distance, by hand', () => {
    // x = 0, 3 against y = 1, 1: behind by 1 on the lower half, ahead by 2 on the upper.
    expect(almostStochasticOrder([3, 0], [1, 1], sampling).violation).toBeCloseTo(1 / 5, 14);
    // Steps at 1/2 and at 1/3, 2/3: y - x is 0, 1, -2, -1 over 1/3, 1/6, 1/6, 1/3.
    expect(almostStochasticOrder([0, 3], [1, 0, 2], sampling).violation).toBeCloseTo(1 / 7, 14);
  });

  it('gives both sides a violation that sums to one, and a bound above it', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const [there, back] = [almostStochasticOrder(x, y, sampling), almostStochasticOrder(y, x, sampling)];
        expect(there.violation + back.violation).toBeCloseTo(1, 12);
        expect(there.epsilonMin).toBeGreaterThanOrEqual(there.violation);
      }),
      { numRuns: 40 },
    );
  });
});

describe('outperforming in pairs', () => {
  it('counts wins, ties for half', () => {
    expect(pairedOutperformance([1, 2, 3, 4], [0, 2, 4, 1], sampling).probability).toBe(0.625);
  });

  it('is significant above one half, and meaningful when it also reaches gamma', () => {
    const [always, never] = [Array.from({ length: 10 }, () => 1), Array.from({ length: 10 }, () => 0)];
    expect(pairedOutperformance(always, never, sampling)).toMatchObject({ probability: 1, interval: { low: 1, high: 1 }, significant: true, meaningful: true });
    expect(pairedOutperformance(never, always, sampling)).toMatchObject({ probability: 0, significant: false, meaningful: false });
    expect(pairedOutperformance(always, always, sampling)).toMatchObject({ probability: 0.5, significant: false });
  });

  it('needs 29 pairs for gamma 0.75 and both errors 0.05', () => {
    expect(noetherPairs()).toBe(29);
    expect(noetherPairs({ gamma: 0.9 })).toBeLessThan(29);
    expect(() => noetherPairs({ gamma: 0.5 })).toThrow(RangeError);
  });
});

describe('power', () => {
  it('gives the textbook numbers: 17 a group for d = 1, 0.29 with five', () => {
    expect(seedsNeeded({ effectSize: 1 }).n).toBe(17);
    expect(powerOfTTest(5, { effectSize: 1 })).toBeCloseTo(0.29, 2);
  });

  it('is alpha where there is no effect, and grows with the effect and with n', () => {
    expect(powerOfTTest(7, { effectSize: 0, alpha: 0.01 })).toBeCloseTo(0.01, 12);
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 3, noNaN: true }), fc.integer({ min: 2, max: 40 }), fc.boolean(), (effectSize, n, paired) => {
        const power = powerOfTTest(n, { effectSize, paired });
        expect(powerOfTTest(n, { effectSize: -effectSize, paired })).toBeCloseTo(power, 11);
        expect(powerOfTTest(n + 1, { effectSize, paired })).toBeGreaterThanOrEqual(power - 1e-12);
        expect(powerOfTTest(n, { effectSize: effectSize * 1.1, paired })).toBeGreaterThanOrEqual(power - 1e-12);
      }),
      { numRuns: 25 },
    );
  });

  it('is reached by the seeds it asks for, and not by one less', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 2.5, noNaN: true }), fc.boolean(), (effectSize, paired) => {
        const { n, exact } = seedsNeeded({ effectSize, paired }, 0.9);
        expect(powerOfTTest(exact, { effectSize, paired })).toBeCloseTo(0.9, 9);
        expect(powerOfTTest(n, { effectSize, paired })).toBeGreaterThanOrEqual(0.9 - 1e-12);
        fc.pre(n > 2);
        expect(powerOfTTest(n - 1, { effectSize, paired })).toBeLessThan(0.9);
      }),
      { numRuns: 15 },
    );
  });

  it('cannot be planned without an effect, a level or a second run', () => {
    expect(() => seedsNeeded({ effectSize: 0 })).toThrow(RangeError);
    expect(() => seedsNeeded({ effectSize: 1 }, 0.01)).toThrow(RangeError);
    expect(() => powerOfTTest(1, { effectSize: 1 })).toThrow(RangeError);
  });
});
