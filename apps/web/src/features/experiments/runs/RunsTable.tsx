import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

import { usePageActions } from '../../../app/actions/actions';
import { focusedRow } from '../../../app/actions/moves';
import type { PageAction } from '../../../app/actions/registry';
import { Icon, Unseen } from '../../../ui';
import type { ExperimentShown } from '../experiment';
import type { Series } from '../series';
import { type Column, nameOf, nextOrder, type Order } from './columns';
import { MarkRunDialog } from './MarkRun';
import type { RunShown } from './queries';
import { RunRow } from './RunRow';
import styles from './runs.module.css';

interface RunsTableProps {
  readonly experiment: ExperimentShown;
  readonly runs: readonly RunShown[];
  readonly hasMore: boolean;
  readonly columns: readonly Column[];
  readonly order: Order | undefined;
  readonly onOrder: (order: string | undefined) => void;
  readonly seriesOf: (arm: string | null) => Series;
  /** Asked when the last row comes near. */
  readonly onMore: () => void;
}

const ROW_HEIGHT = 44;
const AHEAD = 12;
/** Up to here every row is drawn, so that the browser finds and prints them all. */
const FEW = 100;

/** `.` is for what can be done with the focused thing: it opens the menu of the row. */
const ROW_ACTIONS: readonly PageAction[] = [{
  id: 'run-menu', label: 'What to do with the focused run', section: 'move', keys: '.', when: () => focusedRow() !== undefined,
  run: () => { document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>('button[aria-haspopup="menu"]')?.click(); },
}];

/** The runs in rows. Only those near the window are drawn, so that thousands scroll like ten. */
export function RunsTable({ experiment, runs, hasMore, columns, order, onOrder, seriesOf, onMore }: RunsTableProps): ReactNode {
  usePageActions(ROW_ACTIONS);
  const [leavingOut, setLeavingOut] = useState<RunShown | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after } = useRowsInSight(body, runs.length, hasMore ? onMore : undefined);
  return (
    <div className={styles.frame} role="region" aria-label="Runs" tabIndex={0}>
      <table aria-rowcount={hasMore ? -1 : runs.length + 1}>
        <Headings experiment={experiment} columns={columns} order={order} onOrder={onOrder} />
        <tbody ref={body}>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map((index) => {
            const run = runs[index];
            return run && <RunRow key={run.id} run={run} experiment={experiment} columns={columns} series={seriesOf(run.arm ?? null)} index={index + 2} onLeaveOut={setLeavingOut} />;
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
      {leavingOut !== null && <MarkRunDialog run={leavingOut} onClose={() => { setLeavingOut(null); }} />}
    </div>
  );
}

/** Which rows are drawn, and how much room those above and below take. */
function useRowsInSight(body: RefObject<HTMLTableSectionElement | null>, count: number, onMore: (() => void) | undefined) {
  const top = useTopOf(body);
  const virtual = useWindowVirtualizer({ count, estimateSize: () => ROW_HEIGHT, overscan: count <= FEW ? FEW : AHEAD, scrollMargin: top });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => { if (last >= count - AHEAD) onMore?.(); }, [last, count, onMore]);
  return {
    items: rows.map(({ index }) => index),
    before: (rows[0]?.start ?? top) - top,
    after: virtual.getTotalSize() - ((rows.at(-1)?.end ?? top) - top),
  };
}

/** How far below the top of the page an element stands; what lies above it may still grow. */
function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(() => { setTop(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY)); });
    watcher.observe(document.body);
    return () => { watcher.disconnect(); };
  }, [element]);
  return top;
}

interface HeadingsProps {
  readonly experiment: ExperimentShown;
  readonly columns: readonly Column[];
  readonly order: Order | undefined;
  readonly onOrder: (order: string | undefined) => void;
}

function Headings({ experiment, columns, order, onOrder }: HeadingsProps): ReactNode {
  const heading = (by: string, title: string, number = false) => (
    <th key={by} scope="col" data-number={number || undefined} aria-sort={order?.by !== by ? undefined : order.descending ? 'descending' : 'ascending'}>
      <button type="button" onClick={() => { onOrder(nextOrder(order, by)); }}>
        {title}
        {order?.by === by && <Icon of={order.descending ? IconChevronDown : IconChevronUp} small />}
      </button>
    </th>
  );
  return (
    <thead>
      <tr aria-rowindex={1}>
        {heading('name', 'Run')}
        {heading(`params.${experiment.armParam}`, 'Arm')}
        {heading(`params.${experiment.seedParam}`, 'Seed', true)}
        {columns.map((column) => heading(nameOf(column), column.key, column.kind === 'metrics'))}
        <th scope="col">Status</th>
        {heading('started_at', 'Started')}
        {experiment.viewerMay.includes('edit') && <th scope="col"><Unseen>What to do</Unseen></th>}
      </tr>
    </thead>
  );
}
