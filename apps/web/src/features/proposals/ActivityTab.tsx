import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { addresses, within } from '../../app/addresses';
import { graphql } from '../../graphql/generated';
import type { ActivityOfProposalQuery } from '../../graphql/generated/graphql';
import { Avatar, Empty, Failure, Icon, Link, Page, RelativeTime, Row, Rows, Waiting } from '../../ui';
import styles from './proposals.module.css';

const ActivityOfProposal = graphql(`
  query ActivityOfProposal($proposalId: ID!, $after: String) {
    activity(first: 50, after: $after, proposalId: $proposalId) {
      nodes {
        id
        at
        sentence
        proposalId
        threadId
        meetingId
        experimentId
        actor { id name initials colour }
      }
      endCursor
      hasMore
    }
  }
`);

type Happened = ActivityOfProposalQuery['activity']['nodes'][number];

/** What happened on a proposal, the latest first. It is written once and never changed. */
export default function ActivityTab({ proposalId }: { proposalId: string }): ReactNode {
  return <Page title="Activity"><List proposalId={proposalId} /></Page>;
}

function List({ proposalId }: { proposalId: string }): ReactNode {
  const { data, error, refetch, fetchMore, loading } = useQuery(ActivityOfProposal, { variables: { proposalId } });

  if (error !== undefined) return <Failure what="The activity could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the activity" lines={6} />;
  const { nodes, endCursor, hasMore } = data.activity;
  if (nodes.length === 0) return <Empty title="Nothing happened yet">Moves, threads, runs, meetings and submissions of this proposal will appear here, each with who and when.</Empty>;
  return (
    <>
      <Rows label="Activity">{nodes.map((happened) => <ActivityRow key={happened.id} happened={happened} />)}</Rows>
      {hasMore && <Button className={styles.more} loading={loading} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}

function ActivityRow({ happened: { id, at, sentence, actor, ...about } }: { happened: Happened }): ReactNode {
  const href = addressOf(about);
  return (
    <Row id={id} icon={actor == null ? <Icon of={IconHistory} /> : <Avatar person={actor} small named />} when={<RelativeTime at={at} />}>
      {href === undefined ? sentence : <Link href={href} className={styles.happened}>{sentence}</Link>}
    </Row>
  );
}

/** Where to look: the thread, the meeting or the experiment that it was about. What is only about this proposal is here. */
function addressOf({ proposalId, threadId, meetingId, experimentId }: Pick<Happened, 'proposalId' | 'threadId' | 'meetingId' | 'experimentId'>): string | undefined {
  if (threadId != null && proposalId != null) return within(addresses.proposal(proposalId), 'thread', threadId);
  if (meetingId != null) return addresses.meeting(meetingId);
  return experimentId == null ? undefined : addresses.experiment(experimentId);
}
