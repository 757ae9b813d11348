import { describe, expect, it } from '@jest/globals';
import { getSchema } from '@tiptap/core';
import { EditorState } from '@tiptap/pm/state';
import { initProseMirrorDoc, prosemirrorJSONToYDoc, ySyncPlugin } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { parseMarkdown } from '../documents/editor/markdown';
import { documentExtensions, FIELD } from '../documents/editor/schema';
import { type Anchor, anchorAt, isFirmAt, placeOf, rangeOf, textIn } from './anchors';

const schema = getSchema([...documentExtensions]);

const shared = (markdown: string): Y.Doc => prosemirrorJSONToYDoc(schema, parseMarkdown(markdown), FIELD);

/** The editor of somebody who has the document open now. */
function opened(doc: Y.Doc): EditorState {
  const fragment = doc.getXmlFragment(FIELD);
  const { doc: content, mapping } = initProseMirrorDoc(fragment, schema);
  return EditorState.create({ doc: content, plugins: [ySyncPlugin(fragment, { mapping })] });
}

/** The text of the nth block, where others type. */
const textOf = (doc: Y.Doc, block: number): Y.XmlText => (doc.getXmlFragment(FIELD).get(block) as Y.XmlElement).get(0) as Y.XmlText;

function anchorOn(doc: Y.Doc, words: string): Anchor {
  const state = opened(doc);
  let from = 0;
  state.doc.descendants((node, position) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1;
    if (at >= 0) from = position + at;
  });
  const anchor = anchorAt(state, { from, to: from + words.length });
  if (anchor === null) throw new Error(`"${words}" is not in the document.`);
  return anchor;
}

/** What an anchor is on, for whoever opens the document now. */
function wordsOf(doc: Y.Doc, anchor: Anchor): string | null {
  const state = opened(doc);
  const range = rangeOf(state, anchor);
  return range === null ? null : textIn(state.doc, range);
}

describe('an anchor', () => {
  const text = '# Method\n\nThe scale $s$ is fixed at 20 for all runs; the rest follows.\n\nAnother paragraph.';

  it('is made without writing into the document', () => {
    const doc = shared(text);
    const before = Y.encodeStateAsUpdate(doc);
    expect(anchorOn(doc, 'fixed at 20')).toMatchObject({ quote: 'fixed at 20', prefix: 'Method\nThe scale \ufffc is ', suffix: ' for all runs; the rest follows.' });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('follows its words while others write before, after and within them, and does not grow at its edges', () => {
    const doc = shared(text);
    const anchor = anchorOn(doc, 'Another');
    const paragraph = textOf(doc, 2);
    paragraph.insert(7, '!');
    paragraph.insert(0, 'Not ');
    paragraph.insert(6, '-');
    textOf(doc, 0).insert(0, 'The ');
    expect(wordsOf(doc, anchor)).toBe('An-other');
  });

  it('shrinks with its words, and is not firm then, so that it can be made anew', () => {
    const doc = shared(text);
    const anchor = anchorOn(doc, 'Another paragraph');
    const range = placeOf(opened(doc), anchor);
    expect(isFirmAt(opened(doc), anchor, range!)).toBe(true);
    textOf(doc, 2).delete(7, 10);
    expect(wordsOf(doc, anchor)).toBe('Another');
    expect(isFirmAt(opened(doc), anchor, placeOf(opened(doc), anchor)!)).toBe(false);
  });

  it('is found by its words when they were written anew, as an editor does that splits a paragraph', () => {
    const doc = shared(text);
    const anchor = anchorOn(doc, 'paragraph');
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('paragraph.')]);
      textOf(doc, 2).delete(7, 11);
      doc.getXmlFragment(FIELD).push([paragraph]);
    });
    expect(placeOf(opened(doc), anchor)).toBeNull();
    expect(wordsOf(doc, anchor)).toBe('paragraph');
  });

  it('is lost when its words are gone, and is not taken for what stands where they were', () => {
    const doc = shared(text);
    const anchor = anchorOn(doc, 'Another');
    doc.getXmlFragment(FIELD).delete(2, 1);
    expect(wordsOf(doc, anchor)).toBeNull();
  });

  it('that is not of our making falls back on its words', () => {
    const doc = shared(text);
    expect(wordsOf(doc, { start: '!', end: 'AAAA', quote: 'for all runs', prefix: '20 ', suffix: ';' })).toBe('for all runs');
  });
});
