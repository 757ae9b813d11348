import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { permutationIndependent, permutationPaired, smallestIndependentP, smallestPairedP } from './index.js';

const sampling = { resamples: 2_000, seed: 5 };
const tenths = (minLength: number, maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -30, max: 30 }).map((value) => value / 10), { minLength, maxLength });

describe('permutation tests', () => {
  it('give the numbers of the product’s own example', () => {
    const [method, baseline] = [[72.1, 72.6, 71.8, 72.9, 72.3], [71.2, 70.8, 71.9, 71.0, 71.4]];
    expect(permutationIndependent(method, baseline, sampling)).toMatchObject({ exact: true, arrangements: 252, p: expect.closeTo(4 / 252, 14) });
    expect(permutationPaired(method.map((value, i) => value - baseline[i]!), sampling)).toMatchObject({ exact: true, arrangements: 32, p: 0.125 });
  });

  it('cannot be more certain than there are arrangements', () => {
    expect([smallestIndependentP(3, 3), smallestIndependentP(5, 5), smallestPairedP(5), smallestPairedP(1)]).toEqual([0.1, 2 / 252, 0.0625, 1]);
    fc.assert(
      fc.property(tenths(1, 6), tenths(1, 6), (x, y) => {
        expect(permutationIndependent(x, y, sampling).pDoubled).toBeGreaterThanOrEqual(smallestIndependentP(x.length, y.length) - 1e-15);
        expect(permutationPaired(x, sampling).p).toBeGreaterThanOrEqual(smallestPairedP(x.length) - 1e-15);
      }),
    );
  });

  it('only trade their sides when the groups trade places', () => {
    fc.assert(
      fc.property(tenths(1, 6), tenths(1, 6), (x, y) => {
        const [there, back] = [permutationIndependent(x, y, sampling), permutationIndependent(y, x, sampling)];
        expect(back).toMatchObject({ p: there.p, pDoubled: there.pDoubled, pGreater: there.pLess, pLess: there.pGreater });
      }),
    );
  });

  it('do not let rounding decide about ties: shifting or scaling all values changes nothing', () => {
    fc.assert(
      fc.property(tenths(2, 6), tenths(2, 6), (x, y) => {
        const plain = permutationIndependent(x.map((v) => Math.round(v * 10)), y.map((v) => Math.round(v * 10)), sampling);
        for (const change of [(v: number): number => v, (v: number): number => v + 1e6, (v: number): number => v / 3]) {
          const { p, pGreater, pLess } = permutationIndependent(x.map(change), y.map(change), sampling);
          expect({ p, pGreater, pLess }).toEqual({ p: plain.p, pGreater: plain.pGreater, pLess: plain.pLess });
        }
      }),
    );
  });

  it('are certain of nothing when nothing varies', () => {
    expect(permutationIndependent([1, 1], [1, 1, 1], sampling)).toMatchObject({ statistic: 0, p: 1, pDoubled: 1, pGreater: 1, pLess: 1 });
    expect(permutationPaired([0, 0], sampling).p).toBe(1);
  });

  it('draw at random where there are too many arrangements, never give 0, and repeat themselves for one seed', () => {
    const x = Array.from({ length: 20 }, (_, i) => i % 5);
    const y = x.map((value) => value + 50);
    const test = permutationIndependent(x, y, sampling);
    expect(test).toMatchObject({ exact: false, arrangements: 2_000, p: 1 / 2_001, pLess: 1 / 2_001 });
    expect(permutationIndependent(x, y, sampling)).toEqual(test);
    const d = x.map((value) => value - 2.5);
    const [once, again, other] = [5, 5, 6].map((seed) => permutationPaired(d, { resamples: 500, seed }));
    expect(once).toEqual(again);
    expect(other!.pGreater).not.toBe(once!.pGreater);
  });

  it('come close to the exact answer when drawn', () => {
    // 18 differences with a known answer: all of one size, so the sum is a binomial count.
    const d = Array.from({ length: 18 }, (_, i) => (i < 13 ? 1 : -1));
    const exact = [...Array(6).keys()].reduce((sum, k) => sum + [1, 18, 153, 816, 3060, 8568][k]!, 0) / 2 ** 18;
    expect(permutationPaired(d, { resamples: 20_000, seed: 1 }).pGreater).toBeCloseTo(exact, 2);
  });
});
