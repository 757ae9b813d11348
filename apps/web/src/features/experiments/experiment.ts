import { graphql } from '../../graphql/generated';
import type { ExperimentShownFragment } from '../../graphql/generated/graphql';

/** What the pages of one experiment show of it. The subscription asks for the same, so that its answer is in the cache at once. */
export const ExperimentFields = graphql(`
  fragment ExperimentShown on Experiment {
    id
    name
    question
    hypothesis
    primaryMetric { key direction unit decimals }
    armParam
    seedParam
    runCount
    metricKeys
    paramKeys
    arms { name runCount validRunCount }
    viewerMay
    createdAt
    proposal { id title }
  }
`);

export type ExperimentShown = ExperimentShownFragment;
export type PrimaryMetric = NonNullable<ExperimentShown['primaryMetric']>;

export const directionWords: Record<PrimaryMetric['direction'], string> = {
  higher_is_better: 'higher is better',
  lower_is_better: 'lower is better',
};

/** What the experiment is called in a tab: its question, or its name while it asks none. */
export const titleOf = ({ name, question }: Pick<ExperimentShown, 'name' | 'question'>): string => (question === '' ? name : question);

/** The metric that is looked at until somebody chooses another. */
export const firstMetric = ({ primaryMetric, metricKeys }: Pick<ExperimentShown, 'primaryMetric' | 'metricKeys'>): string | undefined =>
  primaryMetric?.key ?? metricKeys[0];
