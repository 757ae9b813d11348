import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Deletions } from './deletions.js';

const range = fc.tuple(fc.nat(2), fc.nat(40), fc.integer({ min: 1, max: 8 })).map(([client, from, length]) => ({ client, from, to: from + length }));

describe('known deletions', () => {
  it('[AD1] cover exactly what was added, however it was cut into ranges', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), range, (added, asked) => {
        const deletions = new Deletions();
        const plain = new Set<string>();
        for (const one of added) {
          deletions.add([one]);
          for (let clock = one.from; clock < one.to; clock++) plain.add(`${one.client}/${clock}`);
        }
        const clocks = Array.from({ length: asked.to - asked.from }, (_, i) => `${asked.client}/${asked.from + i}`);
        expect(deletions.covers([asked])).toBe(clocks.every((clock) => plain.has(clock)));
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
});
