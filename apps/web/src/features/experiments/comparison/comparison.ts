import { graphql } from '../../../graphql/generated';
import type { CompareArmsQuery } from '../../../graphql/generated/graphql';

export const CompareArms = graphql(`
  query CompareArms($input: CompareArmsInput!) {
    compareArms(input: $input) {
      metric
      direction
      unit
      decimals
      alpha
      baseline {
        name n mean sd
        interval { low high }
        values { runId runName seed value standing }
        excluded { runId runName seed value standing }
      }
      treatment {
        name n mean sd
        interval { low high }
        values { runId runName seed value standing }
        excluded { runId runName seed value standing }
      }
      difference
      differenceInterval { low high }
      p
      t
      df
      hedgesG
      method
      smallestReachableExactP
      sentence
      computedAt
    }
  }
`);

export type Comparison = CompareArmsQuery['compareArms'];
export type ArmSummaryShown = Comparison['baseline'];

const MOST_DECIMALS = 12;

/**
 * How many digits the numbers of a comparison have: those that the experiment gives its primary metric; for another, which
 * nobody has given any, as many as leave two that its spread does not drown.
 */
export function decimalsOf({ decimals, baseline, treatment }: Comparison, given: boolean): number {
  const spread = Math.max(...[baseline.sd, treatment.sd].map((sd) => sd ?? 0));
  return given || spread === 0 ? decimals : Math.min(MOST_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10(spread))));
}
