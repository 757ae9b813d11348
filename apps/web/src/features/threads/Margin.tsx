import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

import { count, Failure, Icon, Waiting } from '../../ui';
import { highlightsKey, show } from './highlights';
import { ThreadCard } from './ThreadCard';
import { ThreadForm } from './ThreadForm';
import styles from './threads.module.css';
import { type Board, type Card, DRAFT, type ThreadFilter } from './useBoard';
import { useStack } from './useStack';

/** Beside the text: each card level with its words. */
export function Margin({ board }: { board: Board }): ReactNode {
  const { cards, editor, draft, open } = board;
  useArrival(board);
  return (
    <aside className={styles.threads} aria-label="Threads" data-region tabIndex={-1}>
      <ThreadsBar board={board} />
      {cards === undefined ? <NotThere board={board} /> : <Column key={board.documentId} board={board} cards={cards} editor={editor} open={open ?? (draft === null ? null : DRAFT)} />}
    </aside>
  );
}

function Column({ board, cards, editor, open }: { board: Board; cards: readonly Card[]; editor: Board['editor']; open: string | null }): ReactNode {
  const [column, setColumn] = useState<HTMLDivElement | null>(null);
  const { tops, height } = useStack(editor, column, cards, open);
  return (
    <div className={styles.column} ref={setColumn} style={{ minHeight: height }}>
      {cards.map((card) => (
        <div
          key={card.id}
          className={styles.slot}
          data-slot={card.id}
          data-open={card.id === open || undefined}
          data-anchored={card.range === null ? undefined : true}
          data-unplaced={tops.has(card.id) ? undefined : true}
          style={{ top: tops.get(card.id) ?? 0 }}
        >
          <CardOf board={board} card={card} />
        </div>
      ))}
    </div>
  );
}

/**
 * Where there is no room beside the text: what is about the whole and what lost its words above it, the others in it, below
 * the blocks that hold their words.
 */
export function ThreadsInText({ board }: { board: Board }): ReactNode {
  const { cards, editor } = board;
  const hosts = useHosts(board);
  useArrival(board);
  if (cards === undefined) return <div className={styles.threads}><ThreadsBar board={board} /><NotThere board={board} /></div>;
  const above = cards.filter(({ range }) => range === null);
  return (
    <section className={styles.threads} aria-label="Threads" data-region tabIndex={-1}>
      <ThreadsBar board={board} />
      {above.length > 0 && <div className={styles.list}>{above.map((card) => <CardOf key={card.id} board={board} card={card} />)}</div>}
      {!editor.isDestroyed && cards.map((card) => {
        const host = hosts.get(card.id);
        return card.range === null || host === undefined ? null : createPortal(<div className={styles.within}><CardOf board={board} card={card} /></div>, host, card.id);
      })}
    </section>
  );
}

/** An element in the text for each card that has words there; taken away again with this component. */
function useHosts({ cards, editor }: Board): ReadonlyMap<string, HTMLElement> {
  const [hostOf] = useState(hostMaker);
  const names = (cards ?? []).flatMap(({ id, range }) => (range === null ? [] : [id])).join();
  const hosts = useMemo(() => new Map(names.split(',').map((name) => [name, hostOf(name)])), [names, hostOf]);
  useEffect(() => { place(editor, hosts); }, [editor, hosts]);
  useEffect(() => () => { place(editor, null); }, [editor]);
  return hosts;
}

/** The same element for the same card, so that a card that others surround differently keeps what is typed in it. */
function hostMaker(): (name: string) => HTMLElement {
  const made = new Map<string, HTMLElement>();
  return (name) => {
    const host = made.get(name) ?? document.createElement('div');
    made.set(name, host);
    return host;
  };
}

function place(editor: Board['editor'], hosts: ReadonlyMap<string, HTMLElement> | null): void {
  const shown = editor.isDestroyed ? undefined : highlightsKey.getState(editor.state)?.shown;
  if (shown !== undefined) show(editor.view, { ...shown, hosts });
}

function CardOf({ board, card: { id, thread, isLost } }: { board: Board; card: Card }): ReactNode {
  const { draft, subject, documentId, open, setOpen, finish, placeAgain } = board;
  if (thread !== null) {
    return <ThreadCard thread={thread} open={open === id} onOpen={(opened) => { setOpen(opened ? id : null); }} isLost={isLost} onPlace={() => { placeAgain(id); }} />;
  }
  return draft === null ? null : <ThreadForm draft={draft} subject={subject} documentId={documentId} onOpened={finish} onCancel={() => { finish(null); }} />;
}

function ThreadsBar({ board: { openCount, cards, filter, setFilter, begin } }: { board: Board }): ReactNode {
  return (
    <div className={styles.bar}>
      <strong>{cards === undefined ? 'Threads' : openCount === 0 ? 'No open threads' : count(openCount, 'open thread')}</strong>
      <Tooltip label="Thread on the whole" openDelay={400}>
        <ActionIcon variant="subtle" size={28} aria-label="New thread on the whole" onClick={() => { begin('comment', 'whole'); }}><Icon of={IconMessagePlus} small /></ActionIcon>
      </Tooltip>
      <SegmentedControl<ThreadFilter> size="xs" aria-label="Show" value={filter} onChange={setFilter} data={[{ value: 'open', label: 'Open' }, { value: 'all', label: 'All' }]} />
    </div>
  );
}

function NotThere({ board: { error, refetch } }: { board: Board }): ReactNode {
  if (error !== undefined) return <Failure what="The threads could not be loaded" error={error} kept="The text is there." onRetry={refetch} />;
  return <Waiting what="the threads" />;
}

/** Whoever comes by an address that names a thread is brought to its words, once, when they are there. */
function useArrival({ open, cards, editor }: Board): void {
  const [arrival, setArrival] = useState(open);
  const range = cards?.find(({ id }) => id === arrival)?.range;
  useEffect(() => {
    if (arrival === null || range === null || range === undefined) return;
    const { node } = editor.view.domAtPos(range.from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
    // Only of the first arrival: what opens later is opened by hand, and nothing moves for it.
    queueMicrotask(() => { setArrival(null); });
  }, [arrival, range, editor]);
}
