import { describe, expect, it } from '@jest/globals';

import { prefixesOf } from './words.js';

describe('the words that are looked for', () => {
  it.each([
    ['Cosine head', 'Cosine:* & head:*'],
    ['  was seed 4?', 'was:* & seed:* & 4:*'],
    ['72.9 → 71.1', '72.9:* & 71.1:*'],
    ['Übung für µ-Netze', 'Übung:* & für:* & µ:* & Netze:*'],
    ['end.', 'end:*'],
  ])('of “%s” are %s', (text, prefixes) => {
    expect(prefixesOf(text)).toBe(prefixes);
  });

  it('hold nothing of the language of queries', () => {
    for (const text of [`' & | ! ( ) :* <->`, '\\ " \0', '']) expect(prefixesOf(text)).toBeNull();
    expect(prefixesOf(`a:b' | !c`)).toBe('a:* & b:* & c:*');
  });

  it('are few and short, however much was typed', () => {
    expect(prefixesOf('word '.repeat(1_000))?.split('&')).toHaveLength(12);
    expect(prefixesOf('x'.repeat(1_000))).toHaveLength(62);
  });
});
