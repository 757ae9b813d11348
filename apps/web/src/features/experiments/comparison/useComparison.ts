import { skipToken, useQuery } from '@apollo/client/react';

import type { ExperimentShown } from '../experiment';
import { CompareArms, type Comparison, decimalsOf } from './comparison';
import type { Choice } from './useChoice';

interface ComparisonAsked {
  /** Undefined while there are not two arms, or while it is first computed. What is known stays while it is computed anew. */
  readonly comparison: Comparison | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Two arms as their runs are now. */
export function useComparison(
  { id: experimentId, primaryMetric }: Pick<ExperimentShown, 'id' | 'primaryMetric'>, { metric, baseline, treatment }: Pick<Choice, 'metric' | 'baseline' | 'treatment'>,
): ComparisonAsked {
  const asked = metric !== undefined && baseline !== undefined && treatment !== undefined;
  const { data, previousData, error, refetch } = useQuery(CompareArms, asked ? { variables: { input: { experimentId, metric, baseline, treatment } } } : skipToken);
  const known = asked ? (data ?? previousData)?.compareArms : undefined;
  return { comparison: known && { ...known, decimals: decimalsOf(known, known.metric === primaryMetric?.key) }, error, refetch };
}
