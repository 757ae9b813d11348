import { IconMessage, IconMessagePlus } from '@tabler/icons-react';
import { useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { focusedRow } from '../../app/actions/moves';
import type { PageAction } from '../../app/actions/registry';
import type { Board } from './useBoard';

const focusedThread = (): string | undefined => /^thread:(.+)$/.exec(focusedRow() ?? '')?.[1];
const isOnThread = (): boolean => focusedThread() !== undefined;

/** What keys and the palette do with threads. `J`, `K` and `Enter` go through them like through any rows. */
export function useThreadActions({ begin, open, setOpen, editor }: Board, mayComment: boolean): void {
  const actions = useMemo<PageAction[]>(() => [
    ...(mayComment
      ? [
          { id: 'thread-here', label: 'Thread on the selection', icon: IconMessagePlus, keys: 'ctrl+alt+m', run: () => { begin(); } },
          { id: 'thread-whole', label: 'Thread on the whole', icon: IconMessagePlus, run: () => { begin('comment', 'whole'); } },
          { id: 'thread-reply', label: 'Reply to the thread', icon: IconMessage, keys: 'c', section: 'move' as const, when: isOnThread, run: () => { reply(focusedThread(), setOpen); } },
        ]
      : []),
    { id: 'thread-fold', label: 'Fold the thread', section: 'move', keys: 'e', when: isOnThread, run: () => { setOpen(null); } },
    {
      id: 'thread-leave', label: 'Close the thread, back to the text', section: 'move', keys: 'escape', when: () => open !== null,
      run: () => {
        setOpen(null);
        editor.commands.focus(undefined, { scrollIntoView: false });
      },
    },
  ], [begin, open, setOpen, editor, mayComment]);
  usePageActions(actions);
}

/** The field is there once the card has opened. */
function reply(thread: string | undefined, setOpen: Board['setOpen']): void {
  if (thread === undefined) return;
  setOpen(thread);
  requestAnimationFrame(() => { document.querySelector<HTMLElement>(`[data-reply="${CSS.escape(thread)}"] [contenteditable]`)?.focus(); });
}
