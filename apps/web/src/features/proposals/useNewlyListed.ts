import { useQuery } from '@apollo/client/react';

import { graphql } from '../../graphql/generated';
import type { ProposalFilter, ProposalSort } from '../../graphql/generated/graphql';

const HeadOfList = graphql(`
  query HeadOfProposals($filter: ProposalFilter, $sort: ProposalSort) {
    proposals(first: 50, filter: $filter, sort: $sort) {
      nodes { id }
    }
  }
`);

const EVERY_MS = 60_000;

/**
 * How many proposals came to the head of a list since `shown` was read. It is asked beside the list and not into it, so that
 * nothing moves under the eyes of whoever reads.
 */
export function useNewlyListed(variables: { filter: ProposalFilter; sort: ProposalSort }, shown: readonly { readonly id: string }[] | undefined): number {
  const { data } = useQuery(HeadOfList, { variables, fetchPolicy: 'no-cache', pollInterval: EVERY_MS, skipPollAttempt: () => document.hidden });
  if (shown === undefined) return 0;
  const known = new Set(shown.map(({ id }) => id));
  return data?.proposals.nodes.filter(({ id }) => !known.has(id)).length ?? 0;
}
