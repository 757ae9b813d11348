import { useMutation } from '@apollo/client/react';
import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useCallback, useEffect, useMemo, useState } from 'react';

import { reasonOf, useToaster } from '../../ui';
import { type Anchor, anchorAt, type Range } from './anchors';
import { highlightsKey, show } from './highlights';
import { MarkOrphaned, ReanchorThread } from './queries';
import type { TextSignals } from './signals';
import type { Draft, OpenedKind } from './ThreadForm';
import { useOpenThread } from './useOpenThread';
import { type ListedThread, type Threads, type ThreadSubject, useThreads } from './useThreads';

/** The name of the one that is being written, among those that have an id. */
export const DRAFT = 'new';
/** So long are words gone before they count as lost: cutting and pasting takes a moment. */
const LOST_AFTER_MS = 10_000;

export type About = 'selection' | 'block' | 'whole';

export type ThreadFilter = 'open' | 'all';

export interface BoardOptions {
  readonly subject: ThreadSubject;
  readonly documentId: string;
  readonly editor: Editor;
  /** What the text of `editor` tells. */
  readonly signals: TextSignals;
  /** Whether the text on the screen is the server's: only then can it be said that words are gone from it. */
  readonly isCurrent: boolean;
}

export interface Card {
  readonly id: string;
  /** Null for the one that is being written. */
  readonly thread: ListedThread | null;
  /** Where its words stand now; null when it is about the whole, or has lost them. */
  readonly range: Range | null;
  readonly isLost: boolean;
}

export interface Board extends Pick<Threads, 'error' | 'refetch'> {
  readonly subject: ThreadSubject;
  readonly documentId: string;
  readonly editor: Editor;
  /** Undefined until they are there. In the order of the margin: those that lost their words, those about the whole, then as the text goes. */
  readonly cards: readonly Card[] | undefined;
  readonly openCount: number;
  readonly filter: ThreadFilter;
  readonly setFilter: (filter: ThreadFilter) => void;
  readonly open: string | null;
  readonly setOpen: (thread: string | null) => void;
  readonly draft: Draft | null;
  /** Begins a thread: on what is selected in the text, or on the whole when nothing is; on the block that the caret is in; on the whole. */
  readonly begin: (kind?: OpenedKind, about?: About) => void;
  readonly finish: (opened: ListedThread | null) => void;
  readonly placeAgain: (thread: string) => void;
}

/** Everything about the threads beside one text: which there are, where their words stand, which is open, what is being written. */
export function useBoard({ subject, documentId, editor, signals, isCurrent }: BoardOptions): Board {
  const { threads, error, refetch, add } = useThreads(subject);
  const [open, setOpen] = useOpenThread();
  const [filter, setFilter] = useState<ThreadFilter>('open');
  const [draft, setDraft] = useState<Draft | null>(null);
  const { say } = useToaster();

  const listed = useMemo(() => threads?.filter(({ id, state }) => filter === 'all' || state !== 'resolved' || id === open), [threads, filter, open]);
  const anchors = useMemo(() => anchorsOf(listed ?? [], draft, documentId), [listed, draft, documentId]);
  const ranges = useEditorState({ editor, selector: () => highlightsKey.getState(editor.state)?.ranges ?? new Map<string, Range>() });
  const cards = useMemo(() => (listed === undefined ? undefined : inOrder(cardsOf(listed, draft, ranges, isCurrent))), [listed, draft, ranges, isCurrent]);

  const reanchor = useReanchor(threads);
  useEffect(() => {
    const focused = open === null && draft !== null ? DRAFT : open;
    show(editor.view, { anchors, open: focused, hosts: highlightsKey.getState(editor.state)?.shown.hosts ?? null });
  }, [editor, anchors, open, draft]);
  useLostWords(cards, isCurrent);

  const begin = useCallback((kind: OpenedKind = 'comment', about: About = 'selection') => {
    setOpen(null);
    setDraft({ kind, anchor: about === 'whole' ? null : anchorAt(editor.state, about === 'selection' ? editor.state.selection : blockAt(editor.state)) });
  }, [editor, setOpen]);
  useEffect(() => {
    signals.hear({ onOpen: setOpen, onMoved: reanchor, onBegin: (kind) => { begin(kind, 'block'); } });
  }, [signals, setOpen, reanchor, begin]);
  const finish = useCallback((opened: ListedThread | null) => {
    setDraft(null);
    if (opened === null) {
      editor.commands.focus(undefined, { scrollIntoView: false });
      return;
    }
    add(opened);
    setOpen(opened.id);
  }, [editor, add, setOpen]);
  const placeAgain = useCallback((thread: string) => {
    const anchor = anchorAt(editor.state, editor.state.selection);
    if (anchor === null) say('Select its words in the text first, then press Place again.');
    else reanchor(thread, anchor);
  }, [editor, reanchor, say]);

  return {
    subject, documentId, editor, cards, error, refetch, filter, setFilter, open, setOpen, draft, begin, finish, placeAgain,
    openCount: threads?.filter(({ state }) => state !== 'resolved').length ?? 0,
  };
}

/** The words of the block that the caret is in. */
function blockAt({ selection: { $from } }: EditorState): Range {
  return { from: $from.start(), to: $from.end() };
}

function anchorsOf(threads: readonly ListedThread[], draft: Draft | null, documentId: string): ReadonlyMap<string, Anchor> {
  const anchored = threads.flatMap(({ id, anchor }) => (anchor === null || anchor.documentId !== documentId ? [] : [[id, anchor] as const]));
  return new Map<string, Anchor>(draft?.anchor == null ? anchored : [...anchored, [DRAFT, draft.anchor]]);
}

function cardsOf(threads: readonly ListedThread[], draft: Draft | null, ranges: ReadonlyMap<string, Range>, isCurrent: boolean): Card[] {
  const cards = threads.map((thread): Card => {
    const range = ranges.get(thread.id) ?? null;
    return { id: thread.id, thread, range, isLost: thread.anchor !== null && range === null && (isCurrent || thread.anchor.orphaned) };
  });
  return draft === null ? cards : [...cards, { id: DRAFT, thread: null, range: ranges.get(DRAFT) ?? null, isLost: false }];
}

function inOrder(cards: readonly Card[]): Card[] {
  const place = ({ isLost, range }: Card): number => (isLost ? -2 : range === null ? -1 : range.from);
  const begun = ({ thread }: Card): string => thread?.createdAt ?? '';
  return cards.toSorted((one, other) => place(one) - place(other) || begun(one).localeCompare(begun(other)));
}

/** Gives a thread other words, if this person may. Those who may not leave it to those who may, and find it by its quote. */
function useReanchor(threads: readonly ListedThread[] | undefined) {
  const [mutate] = useMutation(ReanchorThread);
  const { say } = useToaster();
  return useCallback((id: string, { start, end, quote, prefix, suffix }: Anchor) => {
    const thread = threads?.find((listed) => listed.id === id);
    if (thread?.anchor == null || !thread.viewerMay.includes('reanchor')) return;
    const anchor = { documentId: thread.anchor.documentId, start, end, quote, prefix, suffix };
    mutate({ variables: { threadId: id, anchor } }).catch((error: unknown) => { say(`The thread keeps its old place. ${reasonOf(error)}`); });
  }, [threads, mutate, say]);
}

/** Tells the server of threads whose words are gone for good, so that lists elsewhere show them as what they are. */
function useLostWords(cards: readonly Card[] | undefined, isCurrent: boolean): void {
  const [mark] = useMutation(MarkOrphaned);
  const lost = (cards ?? []).flatMap(({ id, thread, isLost }) => (isCurrent && isLost && thread?.anchor?.orphaned === false ? [id] : [])).join();
  useEffect(() => {
    if (lost === '') return undefined;
    // Not told, it is only not shown elsewhere yet; the next page that finds it tells again.
    const timer = setTimeout(() => { for (const threadId of lost.split(',')) mark({ variables: { threadId } }).catch(() => undefined); }, LOST_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, [lost, mark]);
}
