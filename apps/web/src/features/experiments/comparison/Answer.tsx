import type { ReactNode } from 'react';

import { Card, figure, Interval, signed } from '../../../ui';
import { differenceUnit, levelOf, pValue } from '../numbers';
import styles from './comparison.module.css';
import type { Comparison } from './comparison';

/** The answer first: the estimate with what is not known about it (never without), and the sentence that says what it shows and what it does not. */
export function Answer({ comparison }: { comparison: Comparison }): ReactNode {
  const { difference, differenceInterval, decimals, unit, alpha, sentence } = comparison;
  return (
    <div className={styles.answer} role="group" aria-label="The answer">
      <Card><div className={styles.inner}>
        {difference !== null && differenceInterval !== null && (
          <div>
            <p className={styles.estimate}>{signed(difference, decimals)} <small>{differenceUnit(unit)}</small></p>
            <div className={styles.interval}>
              <Interval estimate={difference} low={differenceInterval.low} high={differenceInterval.high} decimals={decimals} unit={differenceUnit(unit)} />
              <span>{levelOf(alpha)} Welch interval {figure(differenceInterval.low, decimals)} to {figure(differenceInterval.high, decimals)}</span>
            </div>
          </div>
        )}
        <Facts comparison={comparison} />
        <p className={styles.why}>{sentence}</p>
      </div></Card>
    </div>
  );
}

function Facts({ comparison }: { comparison: Comparison }): ReactNode {
  const { p, hedgesG, baseline, treatment, alpha } = comparison;
  return (
    <dl className={styles.facts}>
      {p !== null && <div><dt>Welch p</dt><dd>{pValue(p)}</dd></div>}
      {hedgesG !== null && <div><dt>Hedges g</dt><dd>{figure(hedgesG, 2)}</dd></div>}
      <div><dt>Runs</dt><dd>{baseline.n} + {treatment.n}</dd></div>
      <div><dt>Alpha</dt><dd>{alpha}</dd></div>
    </dl>
  );
}
