import { useMutation, useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

import { graphql } from '../../graphql/generated';
import { reasonOf, useToaster } from '../../ui';

const ProposalsToAttachTo = graphql(`
  query ProposalsToAttachTo($search: String!) {
    proposals(first: 20, filter: { search: $search }) {
      nodes { id title }
    }
  }
`);

const Attach = graphql(`
  mutation AttachExperiment($id: ID!, $proposalId: ID!) {
    attachExperiment(id: $id, proposalId: $proposalId) {
      ...ExperimentShown
    }
  }
`);

const PAUSE_MS = 250;

/** Gives an experiment of the inbox its proposal; from then on whoever reads the proposal reads it. */
export function AttachToProposal({ experimentId }: { experimentId: string }): ReactNode {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, PAUSE_MS);
  const { data, previousData } = useQuery(ProposalsToAttachTo, { variables: { search } });
  const [attach, { error, loading }] = useMutation(Attach);
  const { say } = useToaster();
  const found = (data ?? previousData)?.proposals.nodes ?? [];
  const choose = async (proposalId: string | null) => {
    if (proposalId === null) return;
    const done = await attach({ variables: { id: experimentId, proposalId } }).catch(() => undefined);
    if (done !== undefined) say('The experiment is on the proposal. Whoever reads the proposal reads it.');
  };
  return (
    <Select
      aria-label="Attach to a proposal" placeholder="Attach to a proposal" searchable disabled={loading}
      description="Whoever reads the proposal will read it." nothingFoundMessage="No proposal of that name"
      data={found.map(({ id, title }) => ({ value: id, label: title }))} value={null} searchValue={text} onSearchChange={setText}
      onChange={(id) => void choose(id)} error={error === undefined ? undefined : reasonOf(error)}
    />
  );
}
