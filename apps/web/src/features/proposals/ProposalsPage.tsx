import { useQuery } from '@apollo/client/react';
import { ActionIcon, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconBulb, IconList, IconListDetails, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { addresses } from '../../app/addresses';
import { useRemembered } from '../../app/frame/remembered';
import { InTopBar } from '../../app/frame/slots';
import { useParameter } from '../../app/parameters';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import type { ProposalStage } from '../../graphql/generated/graphql';
import { Empty, Failure, Icon, Link, NothingMatches, Page, Rows, type StageName, stageWords, Waiting } from '../../ui';
import { useWords } from '../search/useWords';
import { ProposalRow } from './ProposalRow';
import styles from './proposals.module.css';
import { TopicsOfGroup } from './topics-of-group';
import { useNewlyListed } from './useNewlyListed';

const Proposals = graphql(`
  query Proposals($after: String, $filter: ProposalFilter, $sort: ProposalSort) {
    proposals(first: 50, after: $after, filter: $filter, sort: $sort) {
      nodes {
        id
        ...ProposalRow
      }
      endCursor
      hasMore
    }
  }
`);

const ORDERS = [
  { value: 'updated', label: 'Last changed', sort: { by: 'updated_at', descending: true } },
  { value: 'created', label: 'Newest', sort: { by: 'created_at', descending: true } },
  { value: 'title', label: 'Title', sort: { by: 'title', descending: false } },
] as const;

/** All proposals that I may read: found by words, narrowed by stage and topic, in three orders. All of it is in the address. */
export default function ProposalsPage(): ReactNode {
  const navigate = useNavigate();
  const mayPropose = useViewer().role !== 'guest';
  usePageActions(useMemo(
    () => (mayPropose ? [{ id: 'new-proposal', label: 'Write a new proposal', icon: IconPlus, keys: 'n', run: () => navigate({ to: addresses.newProposal }) }] : []),
    [navigate, mayPropose],
  ));
  return (
    <Page title="Proposals" actions={<><Density /><Whose /></>}>
      {mayPropose && <InTopBar action={<Button component={Link} href={addresses.newProposal} variant="filled" leftSection={<Icon of={IconPlus} />}>New proposal</Button>} />}
      <Filters />
      <List />
    </Page>
  );
}

/** Rows of one line, by choice, remembered on this device. */
const useCompact = () => useRemembered('proposals.compact', false);

function Density(): ReactNode {
  const [compact, setCompact] = useCompact();
  return (
    <ActionIcon variant="subtle" color="gray" size={34} aria-pressed={compact} aria-label="Compact rows" title="Compact rows" onClick={() => { setCompact(!compact); }}>
      <Icon of={compact ? IconList : IconListDetails} />
    </ActionIcon>
  );
}

function Whose(): ReactNode {
  const [mine, setMine] = useParameter('mine');
  return (
    <SegmentedControl
      aria-label="Whose proposals"
      data={[{ value: '', label: 'All' }, { value: 'yes', label: 'Mine' }]}
      value={mine ?? ''}
      onChange={(value) => { setMine(value === '' ? undefined : value); }}
    />
  );
}

function Filters(): ReactNode {
  const [words, write] = useWords();
  const [stage, setStage] = useParameter('stage');
  const [topic, setTopic] = useParameter('topic');
  const [order, setOrder] = useParameter('sort');
  const { data } = useQuery(TopicsOfGroup);
  const stages = (Object.keys(stageWords) as StageName[]).map((name) => ({ value: name, label: stageWords[name] }));
  return (
    <div className={styles.filters} role="search" aria-label="Proposals">
      <TextInput data-search-here aria-label="Words" placeholder="Words in the title, summary or hypothesis" value={words} onChange={(event) => { write(event.currentTarget.value); }} />
      <NativeSelect aria-label="Stage" data={[{ value: '', label: 'Any stage' }, ...stages]} value={stage ?? ''} onChange={({ currentTarget: { value } }) => { setStage(value === '' ? undefined : value); }} />
      <NativeSelect aria-label="Topic" data={[{ value: '', label: 'Any topic' }, ...(data?.topics ?? [])]} value={topic ?? ''} onChange={({ currentTarget: { value } }) => { setTopic(value === '' ? undefined : value); }} />
      <NativeSelect aria-label="Order" data={ORDERS.map(({ value, label }) => ({ value, label }))} value={order ?? 'updated'} onChange={({ currentTarget: { value } }) => { setOrder(value === 'updated' ? undefined : value); }} />
    </div>
  );
}

function List(): ReactNode {
  const [q] = useParameter('q');
  const [stage] = useParameter('stage');
  const [topic] = useParameter('topic');
  const [mine] = useParameter('mine');
  const [order] = useParameter('sort');
  const navigate = useNavigate();
  const { sort } = ORDERS.find(({ value }) => value === order) ?? ORDERS[0];
  const filter = {
    ...(q === undefined ? {} : { search: q }), ...(stage === undefined ? {} : { stages: [stage as ProposalStage] }),
    ...(topic === undefined ? {} : { topic }), ...(mine === undefined ? {} : { mine: true }),
  };
  const { data: fresh, previousData, error, refetch, fetchMore, loading } = useQuery(Proposals, { variables: { filter, sort }, notifyOnNetworkStatusChange: true });
  const data = fresh ?? previousData;
  const newer = useNewlyListed({ filter, sort }, fresh?.proposals.nodes);
  const [compact] = useCompact();

  if (error !== undefined) return <Failure what="The proposals could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the proposals" lines={6} />;
  const { nodes, endCursor, hasMore } = data.proposals;
  if (nodes.length === 0 && Object.keys(filter).length > 0) {
    return <NothingMatches what="proposals" onClear={() => { void navigate({ to: addresses.proposals, replace: true }); }} />;
  }
  if (nodes.length === 0) {
    return (
      <Empty title="No proposals yet" action={<Button component={Link} href={addresses.newProposal} leftSection={<Icon of={IconBulb} />}>Write the first one</Button>}>
        An idea that is posted here gets a text to write together, threads, experiments and a deadline. Start from a template.
      </Empty>
    );
  }
  const more = () => fetchMore({ variables: { after: endCursor } });
  return (
    <>
      <div role="status" className={styles.newer}>{newer > 0 && <Button size="xs" onClick={() => void refetch()}>{`Show ${newer} new`}</Button>}</div>
      <div data-compact={compact || undefined} className={styles.list}>
        <Rows label="Proposals">{nodes.map((proposal) => <ProposalRow key={proposal.id} proposal={proposal} compact={compact} />)}</Rows>
      </div>
      {hasMore && <Button className={styles.more} loading={loading} onClick={() => void more()}>Show more</Button>}
    </>
  );
}
