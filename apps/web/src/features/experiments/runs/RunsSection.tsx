import { useQuery } from '@apollo/client/react';
import { Button, MultiSelect, Popover, SegmentedControl } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';

import { useParameter } from '../../../app/parameters';
import { codeOf } from '../../../failure';
import { useFragment } from '../../../graphql/generated';
import { count, Failure, Icon, NothingMatches, Section, Waiting } from '../../../ui';
import type { Choice } from '../comparison/useChoice';
import type { ExperimentShown } from '../experiment';
import { ArmMeans } from './ArmMeans';
import { choosable, type Column, columnsIn, nameOf, orderIn, sortFor, usualColumns } from './columns';
import { type FilterWords, written } from './completion';
import { FilterField } from './FilterField';
import { RunFields, Runs } from './queries';
import styles from './runs.module.css';
import { RunsTable } from './RunsTable';

interface RunsSectionProps {
  readonly experiment: ExperimentShown;
  readonly choice: Choice;
}

/** The runs behind the numbers: filtered, sorted and with the columns that the address says. */
export function RunsSection({ experiment, choice }: RunsSectionProps): ReactNode {
  const [grouped, setGrouped] = useParameter('group');
  const [chosen, setColumns] = useParameter('columns');
  const columns = useMemo(() => (chosen === undefined ? usualColumns(experiment) : columnsIn(chosen)), [chosen, experiment]);
  const leftOut = experiment.arms.reduce((sum, { runCount, validRunCount }) => sum + runCount - validRunCount, 0);
  return (
    <Section
      title="Runs"
      aside={leftOut === 0 ? String(experiment.runCount) : `${experiment.runCount}, of which ${leftOut} ${leftOut === 1 ? 'is' : 'are'} left out`}
      actions={(
        <>
          {experiment.arms.length > 0 && (
            <SegmentedControl
              size="xs" aria-label="Rows are" value={grouped ?? ''} onChange={(value) => { setGrouped(value === '' ? undefined : value); }}
              data={[{ value: '', label: 'Runs' }, { value: 'arm', label: 'Arms' }]}
            />
          )}
          <ColumnChoice experiment={experiment} columns={columns} onColumns={setColumns} />
        </>
      )}
    >
      {grouped === 'arm' ? <ArmMeans experiment={experiment} choice={choice} columns={columns} /> : <FilteredRuns experiment={experiment} choice={choice} columns={columns} />}
    </Section>
  );
}

function ColumnChoice({ experiment, columns, onColumns }: { experiment: ExperimentShown; columns: readonly Column[]; onColumns: (text: string | undefined) => void }): ReactNode {
  const data = choosable(experiment).map((column) => ({ value: nameOf(column), label: nameOf(column) }));
  return (
    <Popover width={320} position="bottom-end" shadow="lg" trapFocus withRoles={false}>
      <Popover.Target><Button size="xs" leftSection={<Icon of={IconColumns} small />} aria-haspopup="dialog">Columns</Button></Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Columns of the table">
        <MultiSelect label="Columns" searchable data={data} value={columns.map(nameOf)} onChange={(names) => { onColumns(names.join(',')); }} comboboxProps={{ withinPortal: false }} />
        <Button size="xs" className={styles.usual} onClick={() => { onColumns(undefined); }}>The usual ones</Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function FilteredRuns({ experiment, choice, columns }: RunsSectionProps & { columns: readonly Column[] }): ReactNode {
  const [filter, setFilter] = useParameter('filter');
  const [sortedBy, setSort] = useParameter('sort');
  const order = orderIn(sortedBy);
  const { data: fresh, previousData, error, refetch, fetchMore } = useQuery(Runs, {
    variables: { experimentId: experiment.id, ...(filter === undefined ? {} : { filter }), ...sortFor(order) },
  });
  const page = (fresh ?? previousData)?.runs;
  const runs = useFragment(RunFields, page?.nodes) ?? undefined;
  const endCursor = page?.endCursor;
  const more = useCallback(() => void fetchMore({ variables: { after: endCursor ?? null } }), [fetchMore, endCursor]);
  const words = useMemo(() => filterWords(experiment), [experiment]);

  return (
    <>
      <div className={styles.tools}>
        <FilterField filter={filter ?? ''} words={words} error={error} onFilter={(text) => { setFilter(text === '' ? undefined : text); }} />
        {runs !== undefined && <NewRuns runCount={experiment.runCount} onShow={refetch} />}
      </div>
      {error !== undefined && codeOf(error) !== 'RUN_FILTER_INVALID' && <Failure what="The runs could not be loaded" error={error} onRetry={refetch} />}
      {runs === undefined && error === undefined && <Waiting what="the runs" lines={6} />}
      {runs?.length === 0 && <NothingMatches what="runs" onClear={() => { setFilter(undefined); }} />}
      {runs !== undefined && runs.length > 0 && (
        <RunsTable experiment={experiment} runs={runs} hasMore={page?.hasMore === true} columns={columns} order={order} onOrder={setSort} seriesOf={choice.seriesOf} onMore={more} />
      )}
    </>
  );
}

/** Runs that came since the list was loaded: a button, so that no row moves under the eye. */
function NewRuns({ runCount, onShow }: { runCount: number; onShow: () => Promise<unknown> }): ReactNode {
  const [known, setKnown] = useState(runCount);
  const fresh = runCount - known;
  if (fresh <= 0) return null;
  const show = async () => {
    await onShow();
    setKnown(runCount);
  };
  return <Button size="xs" onClick={() => void show()}><span role="status">{count(fresh, 'new run')}</span></Button>;
}

const STATES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];

const filterWords = ({ metricKeys, paramKeys, armParam, arms }: ExperimentShown): FilterWords => ({
  metricKeys, paramKeys,
  valuesOf: { status: STATES, [written('params', armParam ?? 'arm')]: arms.map(({ name }) => name) },
});
