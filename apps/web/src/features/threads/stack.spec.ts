import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { GAP, stack, type Standing } from './stack';

const card = (id: string, wanted: number, height = 100): Standing => ({ id, wanted, height });

const columns = fc
  .array(fc.record({ wanted: fc.nat(2_000), height: fc.integer({ min: 20, max: 400 }) }), { minLength: 1, maxLength: 12 })
  .map((cards) => cards.sort((one, other) => one.wanted - other.wanted).map((each, i) => ({ id: String(i), ...each })));

describe('the margin', () => {
  it('puts a card level with its words, and the next below it', () => {
    expect(stack([card('a', 50), card('b', 400)], null)).toEqual([50, 400]);
    expect(stack([card('a', 50), card('b', 60)], null)).toEqual([50, 150 + GAP]);
  });

  it('lets the open one win, and the others slide', () => {
    expect(stack([card('a', 300), card('b', 320), card('c', 330)], 'b')).toEqual([320 - GAP - 100, 320, 420 + GAP]);
  });

  it('pushes the open one down when there is no room above it', () => {
    expect(stack([card('a', 10), card('b', 20)], 'b')).toEqual([0, 100 + GAP]);
  });

  it('never lets cards overlap, change their order or leave the column', () => {
    fc.assert(fc.property(columns, fc.nat(11), (cards, n) => {
      const open = cards[n]?.id ?? null;
      const tops = stack(cards, open);
      expect(tops).toHaveLength(cards.length);
      tops.forEach((top, i) => {
        expect(top).toBeGreaterThanOrEqual(0);
        if (i > 0) expect(top).toBeGreaterThanOrEqual(tops[i - 1]! + cards[i - 1]!.height + GAP);
      });
      const room = cards.slice(0, n).reduce((sum, { height }) => sum + height + GAP, 0);
      if (open !== null && room <= cards[n]!.wanted) expect(tops[n]).toBe(cards[n]!.wanted);
    }));
  });
});
