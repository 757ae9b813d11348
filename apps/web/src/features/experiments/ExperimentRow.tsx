import { IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import { count, Icon, Link, RelativeTime, Row } from '../../ui';
import { directionWords } from './experiment';
import styles from './experiments.module.css';

export const ExperimentRowFields = graphql(`
  fragment ExperimentRow on Experiment {
    id
    name
    question
    primaryMetric { key direction unit decimals }
    runCount
    arms { name runCount validRunCount }
    createdAt
    proposal { id title }
  }
`);

interface ExperimentRowProps {
  readonly experiment: FragmentType<typeof ExperimentRowFields>;
  /** On the page of its proposal, the proposal is not said again. */
  readonly withinProposal?: boolean;
  readonly children?: ReactNode;
}

/** One experiment in a list: what it asks, what judges it, and how much has come in. */
export function ExperimentRow({ experiment, withinProposal = false, children }: ExperimentRowProps): ReactNode {
  const { id, name, question, primaryMetric, runCount, arms, createdAt, proposal } = useFragment(ExperimentRowFields, experiment);
  return (
    <Row id={id} icon={<Icon of={IconFlask} />} when={<RelativeTime at={createdAt} />}>
      <Link href={addresses.experiment(id)} className={styles.name}>{name}</Link>
      {question !== '' && <p className={styles.question}>{question}</p>}
      <div className={styles.facts}>
        <span>{runCount === 0 ? 'No runs yet' : count(runCount, 'run')}</span>
        {arms.length > 0 && <span>{armsInWords(arms)}</span>}
        {primaryMetric != null && <span>judged by {primaryMetric.key}, {directionWords[primaryMetric.direction]}</span>}
        {proposal != null && !withinProposal && <Link href={addresses.proposal(proposal.id, 'experiments')}>{proposal.title}</Link>}
      </div>
      {children}
    </Row>
  );
}

const NAMED = 3;

/** "baseline 5, cosine 5 of 6": how many runs of each arm count, of how many. */
function armsInWords(arms: readonly { name: string; runCount: number; validRunCount: number }[]): string {
  const named = arms.slice(0, NAMED).map(({ name, runCount, validRunCount }) => `${name} ${validRunCount === runCount ? runCount : `${validRunCount} of ${runCount}`}`);
  return arms.length > NAMED ? `${named.join(', ')} and ${count(arms.length - NAMED, 'more arm')}` : named.join(', ');
}
