import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { graphql } from '../../graphql/generated';
import { count, Empty, Failure, Line, Link, Page, RelativeTime, Row, Rows, Waiting } from '../../ui';
import styles from './proposals.module.css';

const ExperimentsOfProposal = graphql(`
  query ExperimentsOfProposalTab($id: ID!, $after: String) {
    proposal(id: $id) {
      id
      experiments(first: 50, after: $after) {
        nodes { id name question runCount updatedAt arms { name } }
        endCursor
        hasMore
      }
    }
  }
`);

/** The questions that this proposal put to data. */
export default function ExperimentsTab({ proposalId }: { proposalId: string }): ReactNode {
  return <Page title="Experiments"><List proposalId={proposalId} /></Page>;
}

function List({ proposalId }: { proposalId: string }): ReactNode {
  const { data, error, refetch, fetchMore } = useQuery(ExperimentsOfProposal, { variables: { id: proposalId } });

  if (error !== undefined) return <Failure what="The experiments could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the experiments" lines={5} />;
  const { nodes, endCursor, hasMore } = data.proposal.experiments;
  if (nodes.length === 0) {
    return (
      <Empty title="No experiments yet" action={<Button component={Link} href={addresses.experiments} size="xs">All experiments</Button>}>
        Runs that are logged with MLflow make an experiment. Attached to this proposal, it appears here with its arms.
      </Empty>
    );
  }
  return (
    <>
      <Rows label="Experiments">
        {nodes.map(({ id, name, question, runCount, updatedAt, arms }) => (
          <Row key={id} id={id} when={<RelativeTime at={updatedAt} />}>
            <Link href={addresses.experiment(id)} className={styles.title}>{question === '' ? name : question}</Link>
            <Line><span className={styles.small}>{[name, count(runCount, 'run'), ...arms.map((arm) => arm.name)].join(' · ')}</span></Line>
          </Row>
        ))}
      </Rows>
      {hasMore && <Button className={styles.more} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}
