import { describe, expect, it } from '@jest/globals';
import { getSchema } from '@tiptap/core';

import { parseMarkdown } from './editor/markdown';
import { documentExtensions } from './editor/schema';
import { currentOf, outlineOf } from './outline';

const schema = getSchema([...documentExtensions]);
const outline = (markdown: string) => outlineOf(schema.nodeFromJSON(parseMarkdown(markdown)));

describe('the outline', () => {
  it('is the headings of the text, with their formulas left to the text', () => {
    expect(outline('# Method\n\nWords.\n\n## Scale\n\n# Results').map(({ text, depth }) => [text, depth])).toEqual([['Method', 1], ['Scale', 2], ['Results', 1]]);
  });

  it('is one tree, also where a level was left out', () => {
    expect(outline('### Deep\n\n### Deeper\n\n# Top').map(({ depth }) => depth)).toEqual([1, 2, 1]);
  });

  it('marks the heading under which one reads', () => {
    expect([currentOf([10, 300, 900], 0), currentOf([10, 300, 900], 320), currentOf([10, 300, 900], 5_000), currentOf([], 5)]).toEqual([0, 1, 2, 0]);
  });
});
