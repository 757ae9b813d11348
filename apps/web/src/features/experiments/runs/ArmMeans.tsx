import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { Table, Unseen } from '../../../ui';
import { ArmMark } from '../charts/ArmMark';
import { CompareArms, decimalsOf } from '../comparison/comparison';
import type { Choice } from '../comparison/useChoice';
import type { ExperimentShown } from '../experiment';
import { NOT_FINITE, plusMinus } from '../numbers';
import type { Column } from './columns';
import styles from './runs.module.css';

interface ArmMeansProps {
  readonly experiment: ExperimentShown;
  readonly choice: Choice;
  readonly columns: readonly Column[];
}

/** The arms in rows: each cell the mean over the runs that count, and its interval. */
export function ArmMeans({ experiment, choice, columns }: ArmMeansProps): ReactNode {
  const metrics = columns.filter(({ kind }) => kind === 'metrics').map(({ key }) => key);
  return (
    <>
      <Table label="Arms" columns={[{ title: 'Arm' }, { title: 'Runs that count', number: true }, ...metrics.map((title) => ({ title, number: true }))]}>
        {experiment.arms.map(({ name, runCount, validRunCount }) => (
          <tr key={name} data-row={name} tabIndex={-1}>
            <th scope="row"><span className={styles.arm}><ArmMark series={choice.seriesOf(name)} />{name}</span></th>
            <td data-number>{validRunCount === runCount ? runCount : `${validRunCount} of ${runCount}`}</td>
            {metrics.map((metric) => (
              <MeanCell
                key={metric} experimentId={experiment.id} metric={metric} arm={name}
                beside={otherThan(name, experiment, choice)} given={metric === experiment.primaryMetric?.key}
              />
            ))}
          </tr>
        ))}
      </Table>
      <p className={styles.note}>The mean and half of its 95 % t interval, over the runs that count and have the metric.</p>
    </>
  );
}

/** An arm is summed up in a comparison, which needs another: the baseline, or the first beside it. */
const otherThan = (arm: string, { arms }: ExperimentShown, { baseline }: Choice): string =>
  baseline !== undefined && baseline !== arm ? baseline : (arms.find(({ name }) => name !== arm)?.name ?? '');

interface MeanCellProps {
  readonly experimentId: string;
  readonly metric: string;
  readonly arm: string;
  readonly beside: string;
  /** Whether the experiment says how the metric is written. */
  readonly given: boolean;
}

function MeanCell({ experimentId, metric, arm, beside, given }: MeanCellProps): ReactNode {
  const { data, error } = useQuery(CompareArms, { variables: { input: { experimentId, metric, baseline: beside, treatment: arm } } });
  const summary = data?.compareArms.treatment;
  if (error !== undefined) return <td data-number>could not be loaded</td>;
  if (data === undefined || summary === undefined) return <td data-number aria-busy />;
  if (summary.mean === null) return <td data-number>{summary.n === 0 ? <Unseen>no value</Unseen> : NOT_FINITE}</td>;
  return <td data-number>{plusMinus(summary.mean, summary.interval, decimalsOf(data.compareArms, given))}</td>;
}
