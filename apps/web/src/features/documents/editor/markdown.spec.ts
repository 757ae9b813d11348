import { describe, expect, it } from '@jest/globals';

import { looksLikeMarkdown, parseMarkdown, toMarkdown } from './markdown';

const again = (markdown: string): string => toMarkdown(parseMarkdown(markdown)).trim();

const document = [
  '## Method',
  'A linear **classifier** with *norms* and `code`, see [the paper](https://a.example).',
  '- one\n- two\n  - deeper',
  '1. first\n2. second',
  '- [ ] open\n- [x] done',
  '> quoted',
  '```python\nx = 1\n```',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  'The angle $\\cos\\theta_k$ of @[Noor Said](person:0190c1d2-7b1e-7c3a-9d54-2f6d3a1b8e11).',
  '$$\nz_k = s\\,\\cos\\theta_k\n$$',
  '![A plot](/files/0190c1d2)',
];

describe('a document in Markdown', () => {
  it.each(document)('comes back as it was: %j', (block) => {
    expect(parseMarkdown(again(block))).toEqual(parseMarkdown(block));
  });

  it('keeps mathematics, people and tasks as what they are', () => {
    const types = JSON.stringify(parseMarkdown(document.join('\n\n')));
    for (const type of ['heading', 'taskItem', 'codeBlock', 'table', 'inlineMath', 'blockMath', 'mention', 'image', 'blockquote']) {
      expect(types).toContain(`"type":"${type}"`);
    }
    expect(types).toContain('\\\\cos\\\\theta_k');
  });

  it('leaves money alone', () => {
    expect(JSON.stringify(parseMarkdown('It costs $5 and $6.'))).not.toContain('inlineMath');
    expect(looksLikeMarkdown('It costs $5 and $6.')).toBe(false);
  });

  it('is recognised by its structure, not by a stray sign', () => {
    for (const text of ['# Title', 'a\n- b', '| a | b |', 'with $x_1$ inside', '```\ncode\n```', 'see [this](https://a.example)']) expect([text, looksLikeMarkdown(text)]).toEqual([text, true]);
    for (const text of ['Plain words.', 'a - b', 'C# and F#', '2 * 3 * 4', 'snake_case_name', 'seed 4 [72.9]']) expect([text, looksLikeMarkdown(text)]).toEqual([text, false]);
  });
});
