import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { mannWhitney, smallestIndependentP, smallestPairedP, wilcoxonSignedRank } from './index.js';
import { midRanks } from './ranks.js';

const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 14 });
const signed = distinct.chain((sizes) => fc.tuple(...sizes.map((size) => fc.boolean().map((negative) => (negative ? -size : size)))));
const tied = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 20 }).filter((d) => d.some((value) => value !== 0));

describe('mid-ranks', () => {
  it('share the mean of the ranks they cover, and always sum to n(n+1)/2', () => {
    expect(midRanks([10, 30, 20, 20])).toEqual({ ranks: [1, 4, 2.5, 2.5], ties: 6 });
    fc.assert(
      fc.property(tied, (values) => {
        expect(midRanks(values).ranks.reduce((sum, rank) => sum + rank)).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe('Wilcoxon’s signed-rank test', () => {
  it('reaches its smallest p when all differences agree in sign, and no smaller one', () => {
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5])).toMatchObject({ wPlus: 15, wMinus: 0, p: 0.0625, method: 'exact' });
    fc.assert(fc.property(signed, (d) => expect(wilcoxonSignedRank(d).p).toBeGreaterThanOrEqual(smallestPairedP(d.length) - 1e-15)));
  });

  it('gives by enumeration what it counts', () => {
    fc.assert(
      fc.property(signed.filter((d) => d.length <= 9), (d) => {
        const { wPlus, pGreater } = wilcoxonSignedRank(d);
        const ranks = midRanks(d.map(Math.abs)).ranks;
        let atLeast = 0;
        for (let signs = 0; signs < 2 ** d.length; signs++) {
          const sum = ranks.reduce((total, rank, i) => total + (signs & (1 << i) ? rank : 0), 0);
          if (sum >= wPlus) atLeast += 1;
        }
        expect(pGreater).toBeCloseTo(atLeast / 2 ** d.length, 13);
      }),
      { numRuns: 30 },
    );
  });

  it('only trades its sides when all differences change sign', () => {
    fc.assert(
      fc.property(tied, fc.constantFrom('wilcox', 'pratt', 'zsplit'), (d, zeros) => {
        const options = { method: 'approximate', zeros: zeros as 'wilcox' | 'pratt' | 'zsplit' } as const;
        const [there, back] = [wilcoxonSignedRank(d, options), wilcoxonSignedRank(d.map((value) => -value), options)];
        expect([back.wPlus, back.wMinus]).toEqual([there.wMinus, there.wPlus]);
        expect(back.p).toBeCloseTo(there.p, 12);
        expect(back.pGreater).toBeCloseTo(there.pLess, 12);
      }),
    );
  });

  it('counts exactly while it can, and approximates with ties, zeros or many pairs', () => {
    expect(wilcoxonSignedRank([1, -2, 3]).method).toBe('exact');
    for (const d of [[1, -1, 3], [0, 1, 2], Array.from({ length: 51 }, (_, i) => i - 20.5)]) expect(wilcoxonSignedRank(d).method).toBe('approximate');
    expect(() => wilcoxonSignedRank([1, -1, 3], { method: 'exact' })).toThrow('ties');
    expect(wilcoxonSignedRank([0, 0, 0]).p).toBeNaN();
  });
});

describe('the Mann-Whitney test', () => {
  it('cannot reach 0.05 with three against three', () => {
    expect(mannWhitney([4, 5, 6], [1, 2, 3])).toMatchObject({ u: 9, p: expect.closeTo(0.1, 14), pGreater: expect.closeTo(0.05, 14) });
    expect(smallestIndependentP(3, 3)).toBeCloseTo(0.1, 15);
  });

  it('counts pairs: both U sum to nx·ny, and only the sides trade places', () => {
    fc.assert(
      fc.property(tied, tied, (x, y) => {
        const [there, back] = [mannWhitney(x, y), mannWhitney(y, x)];
        expect(there.u + back.u).toBe(x.length * y.length);
        fc.pre(!Number.isNaN(there.p));
        expect(back.p).toBeCloseTo(there.p, 12);
        expect(back.pGreater).toBeCloseTo(there.pLess, 12);
      }),
    );
  });

  it('agrees with its approximation where groups are large', () => {
    const x = Array.from({ length: 40 }, (_, i) => i * 1.01);
    const y = Array.from({ length: 45 }, (_, i) => i * 1.003 + 4.1);
    expect(mannWhitney(x, y, { method: 'exact' }).p).toBeCloseTo(mannWhitney(x, y, { method: 'approximate' }).p, 2);
  });

  it('refuses to count ties exactly, and has no p where nothing varies', () => {
    expect(() => mannWhitney([1, 2], [2, 3], { method: 'exact' })).toThrow('ties');
    expect(mannWhitney([2, 2], [2, 2])).toMatchObject({ u: 2, p: NaN });
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
  });
});
