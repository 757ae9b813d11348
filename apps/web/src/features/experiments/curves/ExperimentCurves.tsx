import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { useParameter } from '../../../app/parameters';
import { graphql } from '../../../graphql/generated';
import { Failure, Waiting } from '../../../ui';
import type { Choice } from '../comparison/useChoice';
import type { ExperimentShown } from '../experiment';
import { styleOf } from '../numbers';
import styles from './curves.module.css';
import { CurvesView } from './CurvesView';

/** As many as the server draws curves of at once. */
const RunsOfCurves = graphql(`
  query RunsOfCurves($experimentId: ID!, $filter: String) {
    runs(experimentId: $experimentId, first: 100, filter: $filter) {
      nodes { id name arm standing }
      hasMore
    }
  }
`);

/** The curves of the runs that the filter of the page lets through. What counts nowhere is in the table only. */
export default function ExperimentCurves({ experiment, choice }: { experiment: ExperimentShown; choice: Choice }): ReactNode {
  const [filter] = useParameter('filter');
  const { data: fresh, previousData, error, refetch } = useQuery(RunsOfCurves, { variables: { experimentId: experiment.id, ...(filter === undefined ? {} : { filter }) } });
  const page = (fresh ?? previousData)?.runs;

  if (error !== undefined && page === undefined) return <Failure what="The runs could not be loaded" error={error} onRetry={refetch} />;
  if (page === undefined || choice.metric === undefined) return <Waiting what="the curves" bare />;
  const counting = page.nodes.filter(({ standing }) => standing === 'valid');
  return (
    <>
      {page.hasMore && <p className={styles.note}>The newest 100 runs. A filter of the runs below chooses others.</p>}
      <CurvesView runs={counting} metric={choice.metric} style={styleOf(choice.metric, experiment.primaryMetric)} seriesOf={choice.seriesOf} />
    </>
  );
}
