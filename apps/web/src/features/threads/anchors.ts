import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import { findQuote, type Quote, quoteOf } from './quote';

/** A range of the shared text as the server keeps it: its ends as Yjs relative positions in base64, and its words. */
export interface Anchor extends Quote {
  readonly start: string;
  readonly end: string;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the sync plugin knows; it has no types of its own. */
interface SyncState {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly binding: { readonly mapping: Parameters<typeof relativePositionToAbsolutePosition>[3] } | null;
}

/** Stands for what is no text (a formula, a mention) in a quote, so that each place has one character. */
export const LEAF = '\ufffc';

/** The text between two places as it is quoted. */
export const textIn = (doc: Node, { from, to }: Range): string => doc.textBetween(from, to, '\n', LEAF);

/** An anchor on a range of the text, or null when there is no text in it. Nothing is written into the document. */
export function anchorAt(state: EditorState, { from, to }: Range): Anchor | null {
  const sync = syncOf(state);
  if (sync === null || textIn(state.doc, { from, to }).trim() === '') return null;
  const text = new PlainText(state.doc);
  return {
    start: toBase64(Y.encodeRelativePosition(relative(sync, from, 'right'))),
    end: toBase64(Y.encodeRelativePosition(relative(sync, to, 'left'))),
    ...quoteOf(text.text, text.indexOf(from), text.indexOf(to)),
  };
}

/**
 * Where an anchor is now: by its places in the shared text, which follow every edit, and when those are gone (a paragraph
 * that is split is written anew) by its words. Null when both are lost.
 */
export function rangeOf(state: EditorState, anchor: Anchor): Range | null {
  return placeOf(state, anchor) ?? wordsOf(state, anchor);
}

/**
 * By its places alone. A place whose character was deleted leads to what stood beside it, so one such end only makes the range
 * shorter; when both are gone, what lies between them are other words.
 */
export function placeOf(state: EditorState, anchor: Anchor): Range | null {
  const sync = syncOf(state);
  const ends = endsOf(anchor);
  if (sync === null || ends === null || ends.every((end) => !stands(sync.doc, end, 'also undone'))) return null;
  const [from, to] = ends.map((end) => absolute(sync, end)) as [number | null, number | null];
  if (from === null || to === null || from >= to || to > state.doc.content.size) return null;
  return textIn(state.doc, { from, to }).trim() === '' ? null : { from, to };
}

/** Whether everybody finds the anchor at this range by its places: the characters at both its ends are those it was made on. */
export function isFirmAt(state: EditorState, anchor: Anchor, range: Range): boolean {
  const sync = syncOf(state);
  const place = placeOf(state, anchor);
  return sync !== null && place?.from === range.from && place.to === range.to && (endsOf(anchor) ?? []).every((end) => stands(sync.doc, end, 'as made'));
}

function wordsOf(state: EditorState, quote: Quote): Range | null {
  const text = new PlainText(state.doc);
  const at = findQuote(text.text, quote);
  return at === null ? null : { from: text.positionOf(at), to: text.positionOf(at + quote.quote.length - 1) + 1 };
}

function syncOf(state: EditorState): (SyncState & { binding: NonNullable<SyncState['binding']> }) | null {
  const sync = ySyncPluginKey.getState(state) as SyncState | undefined;
  return sync === undefined || sync.binding === null ? null : { ...sync, binding: sync.binding };
}

/**
 * `stays` says to which neighbour the place belongs: a range begins at its first character and ends after its last, so
 * that what is typed at its edges does not fall into it.
 */
function relative({ doc, type, binding }: NonNullable<ReturnType<typeof syncOf>>, position: number, stays: 'left' | 'right'): Y.RelativePosition {
  const place = absolutePositionToRelativePosition(position, type, binding.mapping) as Y.RelativePosition;
  const found = Y.createAbsolutePositionFromRelativePosition(place, doc);
  return found === null ? place : Y.createRelativePositionFromTypeIndex(found.type, found.index, stays === 'left' ? -1 : 0);
}

const absolute = ({ doc, type, binding }: NonNullable<ReturnType<typeof syncOf>>, place: Y.RelativePosition): number | null =>
  relativePositionToAbsolutePosition(doc, type, place, binding.mapping) as number | null;

function endsOf({ start, end }: Anchor): [start: Y.RelativePosition, end: Y.RelativePosition] | null {
  try {
    return [Y.decodeRelativePosition(fromBase64(start)), Y.decodeRelativePosition(fromBase64(end))];
  } catch {
    // Not of our making; its words may still be found.
    return null;
  }
}

/**
 * Whether the character that a place was made on is there. One that was deleted and brought back by undo is another to all
 * but the page that undid it (`also undone`).
 */
function stands(doc: Y.Doc, { item }: Y.RelativePosition, which: 'as made' | 'also undone'): boolean {
  // Without one, the place is an end of its block.
  if (item === null) return true;
  if (item.clock >= Y.getState(doc.store, item.client)) return false;
  const made = Y.getItem(doc.store, item) as Y.Item | Y.GC;
  return !made.deleted || (which === 'also undone' && made instanceof Y.Item && made.redone !== null);
}

/** A document as one text, block by block, and where each character of it stands. */
class PlainText {
  readonly text: string;
  private readonly blocks: { readonly index: number; readonly position: number; readonly length: number }[] = [];

  constructor(doc: Node) {
    const parts: string[] = [];
    let index = 0;
    doc.descendants((node, position) => {
      if (!node.isTextblock) return true;
      const part = node.textBetween(0, node.content.size, undefined, LEAF);
      this.blocks.push({ index, position: position + 1, length: part.length });
      parts.push(part);
      index += part.length + 1;
      return false;
    });
    this.text = parts.join('\n');
  }

  positionOf(index: number): number {
    const block = this.blocks.findLast((candidate) => candidate.index <= index);
    return block === undefined ? 0 : block.position + Math.min(index - block.index, block.length);
  }

  indexOf(position: number): number {
    const block = this.blocks.findLast((candidate) => candidate.position <= position);
    return block === undefined ? 0 : block.index + Math.min(position - block.position, block.length);
  }
}
