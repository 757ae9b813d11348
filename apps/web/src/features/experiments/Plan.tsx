import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { Card, Link, Written } from '../../ui';
import { AttachToProposal } from './AttachToProposal';
import { directionWords, type ExperimentShown, type PrimaryMetric } from './experiment';
import styles from './experiments.module.css';

/** "accuracy in %, higher is better". */
const metricInWords = ({ key, unit, direction }: PrimaryMetric): string => `${key}${unit === '' ? '' : ` in ${unit}`}, ${directionWords[direction]}`;

/** What is asked, what it is judged by, and where it belongs. */
export function Plan({ experiment }: { experiment: ExperimentShown }): ReactNode {
  const { hypothesis, primaryMetric, arms, armParam, seedParam, proposal, viewerMay } = experiment;
  return (
    <Card padded>
      <h2 className={styles.sideTitle}>Plan</h2>
      <dl className={styles.plan}>
        <div><dt>Hypothesis</dt><dd>{hypothesis === '' ? 'None written yet' : <Written size="sm">{hypothesis}</Written>}</dd></div>
        <div>
          <dt>Primary metric</dt>
          <dd>{primaryMetric == null ? 'None chosen yet' : metricInWords(primaryMetric)}</dd>
        </div>
        {arms.length > 0 && (
          <div><dt>Runs that count</dt>{arms.map(({ name, runCount, validRunCount }) => <dd key={name}>{name}: {validRunCount === runCount ? runCount : `${validRunCount} of ${runCount}`}</dd>)}</div>
        )}
        <div><dt>Told apart by</dt><dd>arm by <code>{armParam}</code>, seed by <code>{seedParam}</code></dd></div>
        <div>
          <dt>Proposal</dt>
          <dd>
            {proposal != null && <Link href={addresses.proposal(proposal.id, 'experiments')}>{proposal.title}</Link>}
            {proposal == null && (viewerMay.includes('edit') ? <AttachToProposal experimentId={experiment.id} /> : 'None yet: it lies in the inbox')}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
