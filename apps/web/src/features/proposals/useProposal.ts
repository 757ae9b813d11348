import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useCallback } from 'react';

import { useFragment } from '../../graphql/generated';
import type { UpdateProposalInput } from '../../graphql/generated/graphql';
import { type Facts, ProposalChanged, ProposalFacts, ProposalOfPage, UpdateProposal } from './queries';

/** The proposal of a page, live: what others change arrives by itself. */
export function useProposal(id: string) {
  const { data, error, refetch } = useQuery(ProposalOfPage, { variables: { id } });
  useSubscription(ProposalChanged, { variables: { id }, ignoreResults: true });
  const facts = useFragment(ProposalFacts, data?.proposal);
  return { proposal: data?.proposal, facts, error, refetch };
}

/** Changes a part of a proposal; the rest stays. */
export function useUpdate({ id }: Facts): (input: UpdateProposalInput) => Promise<unknown> {
  const [update] = useMutation(UpdateProposal);
  return useCallback((input) => update({ variables: { id, input } }), [update, id]);
}
