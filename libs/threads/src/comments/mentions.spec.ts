import { describe, expect, it } from '@jest/globals';

import { mentionedIn, plainWords } from './mentions.js';

const [sam, lea] = ['0b7e2b1c-98c8-4c58-8a4b-0f0f6e1f3c11', '7f2d9a66-0a0e-4d0e-9d53-4f7e0b6f8a52'];

describe('mentions in a comment', () => {
  it('are whom it names, each once, in the order of naming', () => {
    expect(mentionedIn(`@[Lea Deng](person:${lea}) and @[Sam](person:${sam}), again @[Lea](person:${lea})`)).toEqual([lea, sam]);
  });

  it('are nothing that only looks like one', () => {
    for (const text of ['@Sam', `[Sam](person:${sam})`, `@[](person:${sam})`, `@[Sam](person:${sam.slice(1)})`, `@[Sam](person:${sam.toUpperCase()})`, `@[a\nb](person:${sam})`]) {
      expect(mentionedIn(text)).toEqual([]);
    }
  });

  it('end somewhere: of a thousand names fifty are heard', () => {
    const many = Array.from({ length: 1_000 }, () => `@[A](person:${crypto.randomUUID()})`).join(' ');
    expect(mentionedIn(many)).toHaveLength(50);
  });

  it('are read as the name alone where there is room for one line', () => {
    expect(plainWords(`Ask @[Sam Rivera](person:${sam})\n\nabout  seed 4`)).toBe('Ask @Sam Rivera about seed 4');
  });
});
