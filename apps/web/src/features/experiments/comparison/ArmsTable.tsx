import type { ReactNode } from 'react';

import { figure } from '../../../ui';
import { ArmMark } from '../charts/ArmMark';
import { estimate, levelOf, NOT_FINITE } from '../numbers';
import type { Series } from '../series';
import styles from './comparison.module.css';
import type { ArmSummaryShown, Comparison } from './comparison';

interface ArmsTableProps {
  readonly comparison: Comparison;
  readonly seriesOf: (arm: string) => Series;
}

/** The same numbers as the drawings, for whoever reads them better in rows. */
export function ArmsTable({ comparison, seriesOf }: ArmsTableProps): ReactNode {
  const { baseline, treatment, decimals, alpha, difference, differenceInterval } = comparison;
  return (
    <div className={styles.scroll} role="region" aria-label="The arms in numbers" tabIndex={0}>
      <table className={styles.arms}>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            <th scope="col" data-number>Mean</th>
            <th scope="col" data-number>{levelOf(alpha)} t interval</th>
            <th scope="col" data-number>SD</th>
            <th scope="col" data-number>n</th>
          </tr>
        </thead>
        <tbody>
          {[baseline, treatment].map((arm) => <ArmRow key={arm.name} arm={arm} series={seriesOf(arm.name)} decimals={decimals} />)}
          {difference !== null && differenceInterval !== null && (
            <tr>
              <th scope="row">Difference</th>
              <td data-number colSpan={2}>{estimate(difference, differenceInterval, decimals)}</td>
              <td colSpan={2} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function ArmRow({ arm, series, decimals }: { arm: ArmSummaryShown; series: Series; decimals: number }): ReactNode {
  return (
    <tr>
      <th scope="row"><span className={styles.arm}><ArmMark series={series} />{arm.name}</span></th>
      <td data-number>{arm.mean === null ? NOT_FINITE : figure(arm.mean, decimals)}</td>
      <td data-number>{arm.interval === null ? 'needs two runs' : `${figure(arm.interval.low, decimals)} to ${figure(arm.interval.high, decimals)}`}</td>
      <td data-number>{arm.sd === null ? '' : figure(arm.sd, decimals)}</td>
      <td data-number>{arm.n}</td>
    </tr>
  );
}
