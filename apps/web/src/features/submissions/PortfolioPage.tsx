import { useQuery } from '@apollo/client/react';
import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { focusedRow } from '../../app/actions/moves';
import { addresses } from '../../app/addresses';
import { useParameter } from '../../app/parameters';
import { useViewer } from '../../app/viewer';
import { count, Empty, Failure, Link, NothingMatches, Page, useNow, Waiting } from '../../ui';
import { useStageMoves } from '../proposals/useStageMoves';
import { PortfolioBoard } from './PortfolioBoard';
import { PortfolioDetail } from './PortfolioDetail';
import { PortfolioCards, PortfolioTable } from './PortfolioTable';
import { type PortfolioFilter, PortfolioOfGroup, type PortfolioRow, rowsShown } from './portfolio';
import styles from './portfolio.module.css';

const FILTERS: readonly { value: PortfolioFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'due', label: 'Due in 30 days' },
  { value: 'concerns', label: 'Open concerns' },
];

/** All proposals toward their venues: the table is the truth, the board the same rows seen by stage. What is shown is in the address. */
export default function PortfolioPage(): ReactNode {
  const { data, error, refetch, fetchMore } = useQuery(PortfolioOfGroup);
  const [view, setView] = useParameter('view');
  const rows = data?.portfolio.nodes;
  const venues = new Set(rows?.flatMap(({ submission }) => submission?.venue.id ?? []));
  return (
    <Page
      title="Portfolio"
      aside={rows === undefined ? undefined : `${count(rows.length, 'proposal')}, ${count(venues.size, 'venue')} ahead`}
      actions={
        <>
          <SegmentedControl aria-label="View" value={view === 'board' ? 'board' : 'table'} onChange={(value) => { setView(value === 'table' ? undefined : value); }} data={[{ value: 'table', label: 'Table' }, { value: 'board', label: 'Board' }]} />
          <Button component={Link} href={addresses.venues}>Venues</Button>
        </>
      }
    >
      {error !== undefined
        ? <Failure what="The portfolio could not be loaded" error={error} onRetry={refetch} />
        : <Rows rows={rows} board={view === 'board'} />}
      {data?.portfolio.hasMore && <Button className={styles.more} onClick={() => void fetchMore({ variables: { after: data.portfolio.endCursor } })}>Show more</Button>}
    </Page>
  );
}

function Rows({ rows, board }: { rows: readonly PortfolioRow[] | undefined; board: boolean }): ReactNode {
  const [filter, setFilter] = useParameter('show');
  const [chosenId, choose] = useParameter('row');
  const now = useNow();
  const narrow = useMediaQuery('(max-width: 760px)');
  const { go, refused, dialog } = useStageMoves();
  useChoosing(chosenId, choose);

  if (rows === undefined) return <Waiting what="the portfolio" lines={6} />;
  if (rows.length === 0) {
    return (
      <Empty title="No proposals yet" action={<Button component={Link} href={addresses.newProposal} size="xs">Write the first one</Button>}>
        Every proposal that you may read will appear here, with its stage, its next deadline, and whom it waits for.
      </Empty>
    );
  }
  const chosenFilter = FILTERS.find(({ value }) => value === filter)?.value ?? 'all';
  const shown = rowsShown(rows, chosenFilter, now);
  // A refused move opens its row, which says what is missing.
  const chosen = rows.find(({ proposal }) => proposal.id === (chosenId ?? refused?.id));
  const choice = { chosen: chosen?.proposal.id, onChoose: (id: string) => { choose(id === chosenId ? undefined : id); } };
  const detail = chosen !== undefined && <PortfolioDetail row={chosen} onMove={go} />;
  return (
    <>
      <div className={styles.filters}>
        <SegmentedControl aria-label="Which proposals" value={chosenFilter} onChange={(value) => { setFilter(value === 'all' ? undefined : value); }} data={FILTERS.map(({ value, label }) => ({ value, label: <>{label} <span className={styles.count}>{rowsShown(rows, value, now).length}</span></> }))} />
        <Zones />
      </div>
      {shown.length === 0
        ? <NothingMatches what="proposals" onClear={() => { setFilter(undefined); }} />
        : board
          ? <PortfolioBoard rows={shown} {...choice} onMove={(proposal, move) => { if (move.missing.length > 0) choose(proposal.id); go(proposal, move); }} />
          : narrow ? <PortfolioCards rows={shown} {...choice} detail={detail} /> : <PortfolioTable rows={shown} {...choice} />}
      {(board || !narrow) && detail}
      {dialog}
    </>
  );
}

function Zones(): ReactNode {
  const { timeZone } = useViewer();
  return <p className={styles.zones}>Times: AoE (UTC−12) and {timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}</p>;
}

/** `E` opens and folds the row that holds the focus. */
function useChoosing(chosen: string | undefined, choose: (id: string | undefined) => void): void {
  usePageActions(useMemo(() => [{
    id: 'choose-row', label: 'Open or fold the row', icon: IconChevronDown, keys: 'e', section: 'move' as const, when: () => focusedRow() !== undefined,
    run: () => { choose(focusedRow() === chosen ? undefined : focusedRow()); },
  }], [chosen, choose]));
}
