import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { type Anchor, anchorAt, isFirmAt, placeOf, type Range, rangeOf } from './anchors';

/** The threads that are shown, as the margin knows them. */
export interface Shown {
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly open: string | null;
  /** Where cards stand in the text (on a phone): the elements to put below the blocks, by thread. Null where they stand beside it. */
  readonly hosts: ReadonlyMap<string, HTMLElement> | null;
}

export interface Highlights {
  readonly shown: Shown;
  /** Where each thread's words are now. One that is not here has lost them. */
  readonly ranges: ReadonlyMap<string, Range>;
  readonly decorations: DecorationSet;
}

/** What happens in the text and concerns its threads. */
export interface MarkListener {
  /** An edit of this page has moved a thread's words away from the places that the server knows. */
  onMoved: (thread: string, anchor: Anchor) => void;
  onOpen: (thread: string) => void;
}

export const highlightsKey = new PluginKey<Highlights>('threads');

const NONE: Shown = { anchors: new Map(), open: null, hosts: null };
/** How long the writer must have paused before it is looked whether the anchors still hold. */
const PAUSE_MS = 800;

/** Marks what threads are about, as decorations: nothing of a thread is ever written into the document. */
export function highlights({ onMoved, onOpen }: MarkListener): Plugin<Highlights> {
  return new Plugin<Highlights>({
    key: highlightsKey,
    state: {
      init: (_, state) => decorate(state, NONE, new Map()),
      apply: (transaction, before, _, state) => next(transaction, before, state),
    },
    props: {
      decorations: (state) => highlightsKey.getState(state)?.decorations,
      handleClick: (view, position) => {
        const thread = threadAt(view.state, position);
        if (thread !== undefined) onOpen(thread);
        return false;
      },
    },
    view: () => watch(onMoved),
  });
}

export function show(view: EditorView, shown: Shown): void {
  view.dispatch(view.state.tr.setMeta(highlightsKey, shown).setMeta('addToHistory', false));
}

function next(transaction: Transaction, before: Highlights, state: EditorState): Highlights {
  const shown = transaction.getMeta(highlightsKey) as Shown | undefined;
  const isFromOthers = isRemote(transaction);
  if (shown !== undefined || (transaction.docChanged && isFromOthers)) {
    const present = shown ?? before.shown;
    const ranges = new Map([...present.anchors].flatMap(([thread, anchor]) => {
      // What this page has followed by itself is surer than words that are looked for.
      const followed = isFromOthers ? undefined : before.ranges.get(thread);
      const range = placeOf(state, anchor) ?? followed ?? rangeOf(state, anchor);
      return range === null ? [] : [[thread, range] as const];
    }));
    return decorate(state, present, ranges);
  }
  if (!transaction.docChanged) return before;
  // The shared text follows only after this; until then the ranges follow the edit itself.
  const ranges = new Map([...before.ranges].flatMap(([thread, { from, to }]) => {
    const range = { from: transaction.mapping.map(from, 1), to: transaction.mapping.map(to, -1) };
    return range.from < range.to ? [[thread, range] as const] : [];
  }));
  return decorate(state, before.shown, ranges);
}

const isRemote = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;

function decorate(state: EditorState, shown: Shown, ranges: ReadonlyMap<string, Range>): Highlights {
  const marks = [...ranges].map(([thread, { from, to }]) =>
    Decoration.inline(from, to, { class: 'thread-anchor', 'data-thread': thread, ...(thread === shown.open ? { 'data-open': '' } : {}) }),
  );
  const cards = shown.hosts === null ? [] : [...ranges].flatMap(([thread, { to }]) => {
    const host = shown.hosts?.get(thread);
    return host === undefined ? [] : [cardBelow(state, thread, to, host)];
  });
  return { shown, ranges, decorations: DecorationSet.create(state.doc, [...marks, ...cards]) };
}

/** Below the outermost block that holds the words: within a list or a table a card would have no room. */
function cardBelow(state: EditorState, thread: string, position: number, host: HTMLElement): Decoration {
  const $at = state.doc.resolve(position);
  const below = $at.depth === 0 ? position : $at.after(1);
  return Decoration.widget(below, host, { key: `card-${thread}`, side: -1, stopEvent: () => true, ignoreSelection: true });
}

function threadAt(state: EditorState, position: number): string | undefined {
  const inside = [...(highlightsKey.getState(state)?.ranges ?? [])].filter(([, { from, to }]) => from <= position && position <= to);
  // Of threads within each other's words, the one with the fewest is meant.
  return inside.sort(([, one], [, other]) => (one.to - one.from) - (other.to - other.from))[0]?.[0];
}

/** Whether the last change was made on this page; undoing comes by way of the shared text, like the changes of others. */
function isOwn(state: EditorState): boolean {
  const sync = ySyncPluginKey.getState(state) as { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean } | undefined;
  return sync?.isChangeOrigin !== true || sync.isUndoRedoOperation === true;
}

/** After a pause, tells of every anchor that the edits of this page have torn from its places. */
function watch(onMoved: MarkListener['onMoved']) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (view: EditorView) => {
    const { shown, ranges } = highlightsKey.getState(view.state) ?? { shown: NONE, ranges: new Map<string, Range>() };
    for (const [thread, range] of ranges) {
      const anchor = shown.anchors.get(thread);
      if (anchor === undefined || isFirmAt(view.state, anchor, range)) continue;
      const moved = anchorAt(view.state, range);
      if (moved !== null) onMoved(thread, moved);
    }
  };
  return {
    update: (view: EditorView, before: EditorState) => {
      if (!view.editable || before.doc.eq(view.state.doc) || !isOwn(view.state)) return;
      clearTimeout(timer);
      timer = setTimeout(() => { look(view); }, PAUSE_MS);
    },
    destroy: () => { clearTimeout(timer); },
  };
}
