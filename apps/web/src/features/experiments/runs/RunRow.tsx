import { useQuery } from '@apollo/client/react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { addresses } from '../../../app/addresses';
import { Icon, Link, reasonOf, RelativeTime, useToaster } from '../../../ui';
import { ArmMark } from '../charts/ArmMark';
import type { ExperimentShown } from '../experiment';
import { measured, styleOf } from '../numbers';
import type { Series } from '../series';
import { type Column, nameOf } from './columns';
import { useMarkRun } from './MarkRun';
import { RunNow, type RunShown } from './queries';
import styles from './runs.module.css';
import { Standing } from './Standing';

interface RunRowProps {
  readonly run: RunShown;
  readonly experiment: ExperimentShown;
  readonly columns: readonly Column[];
  readonly series: Series;
  /** Its place among all runs of the list, counted from the heading, which is 1. */
  readonly index: number;
  readonly onLeaveOut: (run: RunShown) => void;
}

/** One run among others. While it logs it is asked for anew, so that its numbers are of now. */
export function RunRow({ run, experiment, columns, series, index, onLeaveOut }: RunRowProps): ReactNode {
  useQuery(RunNow, { variables: { id: run.id }, skip: run.status !== 'running' });
  const counts = run.standing === 'valid';
  return (
    <tr data-row={run.id} data-void={!counts || undefined} tabIndex={-1} aria-rowindex={index}>
      <th scope="row"><Link href={addresses.run(experiment.id, run.id)} className={styles.run} data-struck={!counts || undefined}>{run.name}</Link></th>
      <td>{run.arm != null && <span className={styles.arm}><ArmMark series={series} pale={!counts} />{run.arm}</span>}</td>
      <td data-number>{run.seed}</td>
      {columns.map((column) => <Cell key={nameOf(column)} column={column} run={run} experiment={experiment} />)}
      <td><Standing run={run} /></td>
      <td className={styles.when}><RelativeTime at={run.startedAt} /></td>
      {experiment.viewerMay.includes('edit') && <td><RunMenu run={run} onLeaveOut={onLeaveOut} /></td>}
    </tr>
  );
}

function Cell({ column: { kind, key }, run, experiment }: { column: Column; run: RunShown; experiment: ExperimentShown }): ReactNode {
  if (kind === 'params') return <td><code>{run.params.find((param) => param.key === key)?.value}</code></td>;
  const metric = run.metrics.find((one) => one.key === key);
  return <td data-number className={run.standing === 'valid' ? undefined : styles.struck}>{metric && measured(metric.value ?? null, styleOf(key, experiment.primaryMetric))}</td>;
}

function RunMenu({ run, onLeaveOut }: { run: RunShown; onLeaveOut: (run: RunShown) => void }): ReactNode {
  const mark = useMarkRun();
  const { say } = useToaster();
  const count = () => mark(run, 'valid', null).catch((failure: unknown) => { say(reasonOf(failure)); });
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${run.name}`}><Icon of={IconDots} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        {run.standing === 'valid'
          ? <Menu.Item leftSection={<Icon of={IconX} small />} onClick={() => { onLeaveOut(run); }}>Leave it out …</Menu.Item>
          : <Menu.Item leftSection={<Icon of={IconArrowBackUp} small />} onClick={() => void count()}>Count it again</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
