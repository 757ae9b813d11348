import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactNode, useEffect, useState } from 'react';

import styles from './outline.module.css';
import { currentOf, type OutlineEntry, outlineOf } from './outline';

/** How far below the top bar a heading counts as reached. */
const LINE = 120;

/** The headings of the text; the one under which one reads is marked, a click goes to it. Nothing where there are none. */
export function Outline({ editor }: { editor: Editor }): ReactNode {
  const entries = useEditorState({ editor, selector: () => outlineOf(editor.state.doc) });
  const current = useCurrent(editor, entries);
  if (entries.length === 0) return null;
  return (
    <nav className={styles.outline} aria-label="Outline">
      <h2>Outline</h2>
      <ol>
        {entries.map(({ text, depth, position }, index) => (
          <li key={position} data-depth={depth} aria-current={index === current ? 'true' : undefined}>
            <button type="button" onClick={() => { go(editor, position); }}>{text}</button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function go(editor: Editor, position: number): void {
  headingAt(editor, position)?.scrollIntoView({ behavior: 'smooth', block: 'start' });
  editor.commands.focus(position + 1, { scrollIntoView: false });
}

function headingAt(editor: Editor, position: number): HTMLElement | null {
  const drawn = editor.view.nodeDOM(position);
  return drawn instanceof HTMLElement ? drawn : null;
}

function useCurrent(editor: Editor, entries: readonly OutlineEntry[]): number {
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      if (!editor.isDestroyed) setCurrent(currentOf(entries.map(({ position }) => headingAt(editor, position)?.getBoundingClientRect().top ?? Infinity), LINE));
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    soon();
    window.addEventListener('scroll', soon, { passive: true });
    return () => {
      window.removeEventListener('scroll', soon);
      cancelAnimationFrame(frame);
    };
  }, [editor, entries]);
  return current;
}
