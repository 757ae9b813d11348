import { useApolloClient, useSubscription } from '@apollo/client/react';
import { useCallback } from 'react';

import { graphql } from '../../graphql/generated';

const ExperimentChanged = graphql(`
  subscription ExperimentChanged($id: ID!) {
    experimentChanged(id: $id) {
      id
      ...ExperimentShown
    }
  }
`);

/** What is computed from runs, by the names of its queries. The table of runs is not here: rows come when somebody asks for them. */
const COMPUTED = new Set(['CompareArms', 'MetricCurves', 'RunNow', 'RunsOfCurves']);

/**
 * Follows an experiment while its page is open. The experiment itself is in the cache with the event, which comes once a
 * second at most; what was computed from its runs is asked for again, and stays on screen meanwhile.
 */
export function useLiveExperiment(id: string): void {
  const recompute = useRecompute();
  useSubscription(ExperimentChanged, { variables: { id }, onData: recompute });
}

/** Asks anew for what is computed from runs and on screen now. */
export function useRecompute(): () => void {
  const client = useApolloClient();
  return useCallback(
    () => void client.refetchQueries({ include: 'active', onQueryUpdated: ({ queryName }) => queryName !== undefined && COMPUTED.has(queryName) }),
    [client],
  );
}
