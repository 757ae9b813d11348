import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { adjustP, type Adjustment } from './index.js';

const adjustments: readonly Adjustment[] = ['holm', 'bonferroni', 'holm-sidak', 'hochberg', 'benjamini-hochberg', 'benjamini-yekutieli'];
const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe('adjusted p-values', () => {
  it.each(adjustments)('by %s are never below their p, never above 1, and keep their order', (adjustment) => {
    fc.assert(
      fc.property(family, (p) => {
        const given = [...p];
        const adjusted = adjustP(p, adjustment);
        expect(p).toEqual(given);
        adjusted.forEach((value, i) => expect(value >= p[i]! * (1 - 1e-12) && value <= 1).toBe(true));
        for (const [i, one] of p.entries()) for (const [j, other] of p.entries()) if (one < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
      }),
    );
  });

  it('stand beside their p, in whatever order those come', () => {
    fc.assert(
      fc.property(family, fc.constantFrom(...adjustments), (p, adjustment) => {
        const turned = adjustP([...p].reverse(), adjustment).reverse();
        adjustP(p, adjustment).forEach((value, i) => expect(value).toBeCloseTo(turned[i]!, 12));
      }),
    );
  });

  it('are ordered by how much they assume: Hochberg ≤ Holm ≤ Bonferroni, Benjamini-Hochberg ≤ Hochberg', () => {
    fc.assert(
      fc.property(family, (p) => {
        const ways = ['benjamini-hochberg', 'hochberg', 'holm-sidak', 'holm', 'bonferroni'] as const;
        const [bh, hochberg, sidak, holm, bonferroni] = ways.map((way) => adjustP(p, way));
        p.forEach((_, i) => {
          expect(bh![i]).toBeLessThanOrEqual(hochberg![i]! + 1e-12);
          expect(hochberg![i]).toBeLessThanOrEqual(holm![i]! + 1e-12);
          expect(sidak![i]).toBeLessThanOrEqual(holm![i]! + 1e-12);
          expect(holm![i]).toBeLessThanOrEqual(bonferroni![i]! + 1e-12);
        });
      }),
    );
  });

  it('are Holm’s by default, as one does by hand', () => {
    expect(adjustP([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(adjustP([])).toEqual([]);
  });

  it('need probabilities', () => {
    expect(() => adjustP([0.1, 1.5])).toThrow(RangeError);
    expect(() => adjustP([NaN])).toThrow(RangeError);
  });
});
