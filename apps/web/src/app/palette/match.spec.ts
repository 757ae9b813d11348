import { describe, expect, it } from '@jest/globals';

import { match } from './match';

const marked = (query: string, text: string): string | undefined => {
  const found = match(query, text);
  return found?.ranges.map(([from, to]) => text.slice(from, to)).join('|');
};

describe('the palette', () => {
  it('finds a thing by two letters of each word', () => {
    expect(marked('cohe', 'Cosine head for long-tail')).toBe('Co|he');
    expect(marked('masu', 'Mark a run superseded')).toBe('Ma|su');
    expect(marked('co lo ta', 'Cosine head for long-tail')).toBe('Co|lo|ta');
  });

  it('finds a thing by any part of it', () => {
    expect(marked('supers', 'Mark a run superseded')).toBe('supers');
    expect(marked('LONG-T', 'Cosine head for long-tail')).toBe('long-t');
  });

  it('goes back when the longest beginning leads nowhere', () => {
    expect(marked('coarch', 'Coat archive')).toBe('Co|arch');
  });

  it('does not find what is in another order, or is not there', () => {
    expect(match('heco', 'Cosine head')).toBeUndefined();
    expect(match('xy', 'Cosine head')).toBeUndefined();
  });

  it('prefers the start to a word, a word to its inside, and that to beginnings', () => {
    const texts = ['Open runs', 'Marks of a run', 'Overrun', 'Review of units now'];
    const scores = texts.map((text) => match('run', text)?.score ?? -Infinity);
    expect(scores[0]).toBeGreaterThan(scores[2]!);
    expect(scores[2]).toBeGreaterThan(scores[3]!);
    expect(match('run', 'Run one')!.score).toBeGreaterThan(scores[0]!);
  });

  it('takes no time over a text made to be slow', () => {
    expect(match(`${'a'.repeat(30)}b`, 'a '.repeat(200))).toBeUndefined();
  });
});
