import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  aggregateIntervals,
  aggregateScores,
  performanceProfile,
  performanceProfileBand,
  probabilityOfImprovement,
  probabilityOfImprovementInterval,
} from './index.js';

const sampling = { resamples: 200, seed: 3 };
const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([runs, tasks]) => {
    const run = fc.array(fc.integer({ min: 0, max: 20 }).map((score) => score / 10), { minLength: tasks, maxLength: tasks });
    return fc.array(run, { minLength: runs, maxLength: runs });
  });

describe('scores over many tasks', () => {
  it('are aggregated as one does by hand', () => {
    // Two runs on three tasks; task means 1, 2, 0.25.
    const scores = [[0.5, 1, 0], [1.5, 3, 0.5]];
    expect(aggregateScores(scores)).toEqual({
      mean: expect.closeTo(6.5 / 6, 12),
      median: 1,
      iqm: expect.closeTo((0.5 + 0.5 + 1 + 1.5) / 4, 12),
      optimalityGap: expect.closeTo((0.5 + 0 + 1 + 0 + 0 + 0.5) / 6, 12),
    });
  });

  it('do not depend on the order of runs or tasks', () => {
    fc.assert(
      fc.property(table, (scores) => {
        const turned = [...scores].reverse().map((run) => [...run].reverse());
        const [there, back] = [aggregateScores(scores), aggregateScores(turned)];
        for (const key of ['mean', 'median', 'iqm', 'optimalityGap'] as const) expect(back[key]).toBeCloseTo(there[key], 12);
      }),
    );
  });

  it('are as uncertain as their runs, and not at all when every run is the same', () => {
    const { iqm, mean } = aggregateIntervals([[0.2, 0.9], [0.2, 0.9], [0.2, 0.9]], sampling);
    expect(iqm.low).toBe(iqm.high);
    expect(mean.low).toBeCloseTo(0.55, 12);
    const varied = aggregateIntervals([[0.1, 0.9], [0.5, 0.2], [0.3, 0.7]], sampling);
    expect(varied.mean.high).toBeGreaterThan(varied.mean.low);
  });

  it('need a full table of finite numbers', () => {
    for (const wrong of [[], [[]], [[1, 2], [1]], [[1], [1, 2]], [[NaN]]]) expect(() => aggregateScores(wrong)).toThrow(RangeError);
  });
});

describe('a performance profile', () => {
  it('falls from one towards zero', () => {
    fc.assert(
      fc.property(table, (scores) => {
        const { runs, tasks } = performanceProfile(scores, [-1, 0, 0.5, 1, 1.5, 2]);
        for (const shares of [runs, tasks]) {
          expect([shares[0], shares.at(-1)]).toEqual([1, 0]);
          expect([...shares].sort((a, b) => b - a)).toEqual(shares);
        }
      }),
    );
  });

  it('lies within its band where the band is wide enough', () => {
    const scores = [[0.1, 0.9], [0.5, 0.2], [0.3, 0.7], [0.8, 0.6]];
    const { runs } = performanceProfile(scores, [0.4]);
    const [band] = performanceProfileBand(scores, [0.4], sampling);
    expect(band!.low).toBeLessThanOrEqual(runs[0]!);
    expect(band!.high).toBeGreaterThanOrEqual(runs[0]!);
  });
});

describe('the probability of improvement', () => {
  it('is one half against itself, and both sides sum to one', () => {
    fc.assert(
      fc.property(table, table, (x, y) => {
        expect(probabilityOfImprovement(x, x)).toBeCloseTo(0.5, 12);
        fc.pre(x[0]!.length === y[0]!.length);
        expect(probabilityOfImprovement(x, y) + probabilityOfImprovement(y, x)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is certain for a method that always wins', () => {
    const [x, y] = [[[2, 3], [2, 4]], [[1, 1], [0, 2], [1, 0]]];
    expect(probabilityOfImprovement(x, y)).toBe(1);
    expect(probabilityOfImprovementInterval(x, y, sampling)).toEqual({ low: 1, high: 1 });
    expect(() => probabilityOfImprovement(x, [[1]])).toThrow('same tasks');
  });
});
