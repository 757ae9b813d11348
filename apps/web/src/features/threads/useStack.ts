import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { stack } from './stack';
import type { Card } from './useBoard';

/** From the top of a card to its tick, which is level with the middle of the line. */
const TICK = 20;

export interface Stack {
  /** The top of each card, by id, from the top of the column. */
  readonly tops: ReadonlyMap<string, number>;
  /** How high the column is with all of them. */
  readonly height: number;
}

/**
 * Where the cards of the margin stand, measured from where their words are drawn. Whenever the text or a card changes its
 * shape it is measured anew, at most once a frame; the text itself never moves for a card.
 */
export function useStack(editor: Editor, column: HTMLElement | null, cards: readonly Card[], open: string | null): Stack {
  const [result, setResult] = useState<Stack>({ tops: new Map(), height: 0 });
  const latest = useRef({ cards, open });
  const frame = useRef(0);

  const measure = useCallback(() => {
    if (column === null || editor.isDestroyed) return;
    const present = latest.current;
    const standing = present.cards.map(({ id, range }) => ({
      id,
      wanted: range === null ? 0 : levelOf(editor, range.from) - column.getBoundingClientRect().top,
      height: slotOf(column, id)?.offsetHeight ?? 0,
    }));
    const tops = stack(standing, present.open);
    const last = standing.at(-1);
    setResult({ tops: new Map(standing.map(({ id }, i) => [id, tops[i] ?? 0])), height: (tops.at(-1) ?? 0) + (last?.height ?? 0) });
  }, [editor, column]);
  const soon = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(measure);
  }, [measure]);

  useLayoutEffect(() => {
    latest.current = { cards, open };
    measure();
  }, [cards, open, measure]);
  useEffect(() => {
    if (column === null) return undefined;
    const observer = new ResizeObserver(soon);
    observer.observe(editor.view.dom);
    for (const slot of column.children) observer.observe(slot);
    editor.on('update', soon);
    return () => {
      observer.disconnect();
      editor.off('update', soon);
      cancelAnimationFrame(frame.current);
    };
  }, [editor, column, cards, soon]);
  return result;
}

/** Where a card would begin to be level with the line at this place. */
function levelOf(editor: Editor, position: number): number {
  const { top, bottom } = editor.view.coordsAtPos(Math.min(position, editor.state.doc.content.size), 1);
  return (top + bottom) / 2 - TICK;
}

const slotOf = (column: HTMLElement, id: string): HTMLElement | null => column.querySelector(`:scope > [data-slot="${CSS.escape(id)}"]`);
