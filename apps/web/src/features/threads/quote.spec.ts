import { describe, expect, it } from '@jest/globals';

import { findQuote, quoteOf } from './quote';

const text = 'The scale is fixed at 20 for all runs; everything else follows. The rate is fixed at 0.1 for all runs.';
const quoted = (words: string, nth = 0) => {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = text.indexOf(words, at + 1);
  return { at, quote: quoteOf(text, at, at + words.length) };
};

describe('a quote', () => {
  it('is found where it stood, among others like it', () => {
    for (const nth of [0, 1]) {
      const { at, quote } = quoted('is fixed at', nth);
      expect(findQuote(text, quote)).toBe(at);
    }
  });

  it('is found after the text around it has moved and changed', () => {
    const { quote } = quoted('fixed at 20 for all runs');
    const later = `A new beginning.\nThe temperature is fixed at 20 for all runs, as everything is.`;
    expect(later.slice(findQuote(later, quote) ?? -1)).toMatch(/^fixed at 20 for all runs, /);
  });

  it('is lost when its words are gone', () => {
    expect(findQuote('Nothing of it is left.', quoted('fixed at 20').quote)).toBeNull();
    expect(findQuote(text, { quote: '', prefix: 'The', suffix: '' })).toBeNull();
  });

  it('is lost rather than guessed when nothing tells its places apart', () => {
    expect(findQuote('again and again and again', { quote: 'again', prefix: '', suffix: '' })).toBeNull();
    expect(findQuote('an s', { quote: 's', prefix: 'the scale ', suffix: ' is fixed' })).toBeNull();
  });
});
