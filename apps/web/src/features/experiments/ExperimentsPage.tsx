import { useQuery } from '@apollo/client/react';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { useParameter } from '../../app/parameters';
import { graphql } from '../../graphql/generated';
import { Empty, Failure, NothingMatches, Page, Rows, Section, Waiting } from '../../ui';
import { ExperimentRow } from './ExperimentRow';
import styles from './experiments.module.css';
import { LoggingGuide } from './LoggingGuide';

const Experiments = graphql(`
  query Experiments($after: String, $unattached: Boolean, $search: String) {
    experiments(first: 50, after: $after, unattached: $unattached, search: $search) {
      nodes {
        id
        ...ExperimentRow
      }
      endCursor
      hasMore
    }
  }
`);

const PAUSE_MS = 250;

/** All experiments that I may read, and the inbox of those that belong to no proposal yet. */
export default function ExperimentsPage(): ReactNode {
  const [shown, setShown] = useParameter('show');
  return (
    <Page
      title="Experiments"
      actions={(
        <SegmentedControl
          aria-label="Which experiments" value={shown ?? ''} onChange={(value) => { setShown(value === '' ? undefined : value); }}
          data={[{ value: '', label: 'All' }, { value: 'inbox', label: 'Inbox' }, { value: 'logging', label: 'How to log' }]}
        />
      )}
    >
      {shown === 'logging' ? <LoggingGuide /> : <><Search /><List inbox={shown === 'inbox'} /></>}
    </Page>
  );
}

function Search(): ReactNode {
  const [q, setQ] = useParameter('q');
  const search = useDebouncedCallback((text: string) => { setQ(text === '' ? undefined : text); }, PAUSE_MS);
  return (
    <div className={styles.filters} role="search" aria-label="Experiments">
      <TextInput
        key={q === undefined ? 'cleared' : 'given'} data-search-here aria-label="Words" placeholder="Words in the name or the question" defaultValue={q ?? ''}
        onChange={(event) => { search(event.currentTarget.value); }}
      />
    </div>
  );
}

function List({ inbox }: { inbox: boolean }): ReactNode {
  const [q, setQ] = useParameter('q');
  const { data: fresh, previousData, error, refetch, fetchMore, loading } = useQuery(Experiments, {
    variables: { ...(inbox ? { unattached: true } : {}), ...(q === undefined ? {} : { search: q }) }, notifyOnNetworkStatusChange: true,
  });
  const data = fresh ?? previousData;

  if (error !== undefined) return <Failure what="The experiments could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the experiments" lines={6} />;
  const { nodes, endCursor, hasMore } = data.experiments;
  if (nodes.length === 0 && q !== undefined) return <NothingMatches what="experiments" onClear={() => { setQ(undefined); }} />;
  if (nodes.length === 0) return <NothingYet inbox={inbox} />;
  return (
    <>
      <Rows label={inbox ? 'Experiments without a proposal' : 'Experiments'}>
        {nodes.map((experiment) => <ExperimentRow key={experiment.id} experiment={experiment} />)}
      </Rows>
      {hasMore && <Button className={styles.more} loading={loading} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}

function NothingYet({ inbox }: { inbox: boolean }): ReactNode {
  return (
    <>
      <Empty title={inbox ? 'The inbox is empty' : 'No experiments yet'}>
        {inbox
          ? 'What a script logs under a new name comes here first, and waits until somebody attaches it to a proposal.'
          : 'An experiment begins on its proposal, or when a training script logs its first run.'}
      </Empty>
      <Section title="How to log runs"><LoggingGuide /></Section>
    </>
  );
}
