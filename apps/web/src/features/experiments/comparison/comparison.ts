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
