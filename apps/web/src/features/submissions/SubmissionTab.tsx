import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { graphql } from '../../graphql/generated';
import { Card, Empty, Failure, Line, Link, Page, reasonOf, Section, useToaster, Waiting } from '../../ui';
import { HealthOfSubmission } from './HealthOfSubmission';
import styles from './submissions.module.css';
import { VenueDates } from './VenueDates';

const SubmissionsOfProposal = graphql(`
  query SubmissionsOfProposal($id: ID!) {
    proposal(id: $id) {
      id
      submissions {
        id
        withdrawnAt
        viewerMay
        venue { id name edition ...VenueDates }
        ...HealthOfSubmission
      }
    }
  }
`);

const UpcomingVenues = graphql(`
  query UpcomingVenues {
    venues(first: 100, upcoming: true) {
      nodes { id name edition }
    }
  }
`);

const AimAt = graphql(`
  mutation AimAt($proposalId: ID!, $venueId: ID!) {
    aimAt(proposalId: $proposalId, venueId: $venueId) { id }
  }
`);

const WithdrawSubmission = graphql(`
  mutation WithdrawSubmission($id: ID!) {
    withdrawSubmission(id: $id) { id withdrawnAt }
  }
`);

/** Whatever shows where a proposal aims asks again once that changed. */
const AIMED = { refetchQueries: ['SubmissionsOfProposal', 'ProposalPage'] };

/** Where a proposal is sent: its venue with the dates on two clocks, and how it stands. */
export default function SubmissionTab({ proposalId, mayAim }: { proposalId: string; mayAim: boolean }): ReactNode {
  return <Page title="Submission"><Submissions proposalId={proposalId} mayAim={mayAim} /></Page>;
}

function Submissions({ proposalId, mayAim }: { proposalId: string; mayAim: boolean }): ReactNode {
  const { data, error, refetch } = useQuery(SubmissionsOfProposal, { variables: { id: proposalId } });

  if (error !== undefined) return <Failure what="The submissions could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the submissions" lines={5} />;
  const { submissions } = data.proposal;
  const aimed = submissions.filter(({ withdrawnAt }) => withdrawnAt == null);
  const withdrawn = submissions.filter(({ withdrawnAt }) => withdrawnAt != null);
  if (aimed.length === 0) {
    return (
      <Empty title="Not aimed at a venue yet" action={mayAim ? <Aim proposalId={proposalId} /> : undefined}>
        {mayAim ? 'Choose one: its deadlines then count down here, on the head of the proposal and in the portfolio.' : 'Once its authors choose a venue, the deadlines count down here.'}
        {withdrawn.length > 0 && ` Withdrawn: ${withdrawn.map(({ venue }) => `${venue.name} ${venue.edition}`).join(', ')}.`}
      </Empty>
    );
  }
  return (
    <>
      {aimed.map((submission) => {
        const { id, venue, viewerMay } = submission;
        const mayEdit = viewerMay.includes('edit');
        const title = <Link href={addresses.venue(venue.id)} className={styles.venue}>{`${venue.name} ${venue.edition}`}</Link>;
        return (
          <Section key={id} title={title} actions={mayEdit && <Withdraw id={id} proposalId={proposalId} venue={venue} />}>
            <div className={styles.stack}>
              <VenueDates venue={venue} />
              <HealthOfSubmission submission={submission} mayPost={mayEdit} />
            </div>
          </Section>
        );
      })}
      {mayAim && <Section title="Another venue"><Card padded><Aim proposalId={proposalId} /></Card></Section>}
    </>
  );
}

function Aim({ proposalId }: { proposalId: string }): ReactNode {
  const { data, error } = useQuery(UpcomingVenues);
  const [venueId, setVenueId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string>();
  const [aim, { loading }] = useMutation(AimAt, AIMED);
  const { say } = useToaster();
  const submit = async () => {
    if (venueId === null) { setRefusal('Choose a venue first.'); return; }
    try {
      await aim({ variables: { proposalId, venueId } });
      say('Its deadlines count down now.');
    } catch (failure) {
      setRefusal(reasonOf(failure));
    }
  };
  return (
    <div className={styles.aim}>
      <Select
        aria-label="Venue" placeholder="Venue" searchable value={venueId} onChange={(value) => { setVenueId(value); setRefusal(undefined); }}
        error={refusal ?? (error === undefined ? undefined : reasonOf(error))} nothingFoundMessage="No such venue ahead"
        data={(data?.venues.nodes ?? []).map(({ id, name, edition }) => ({ value: id, label: `${name} ${edition}` }))}
      />
      <Button loading={loading} onClick={() => void submit()}>Aim at it</Button>
      <Link href={addresses.venues}>All venues</Link>
    </div>
  );
}

function Withdraw({ id, proposalId, venue }: { id: string; proposalId: string; venue: { id: string; name: string } }): ReactNode {
  const [withdraw, { loading }] = useMutation(WithdrawSubmission, AIMED);
  const [aim] = useMutation(AimAt, AIMED);
  const { say } = useToaster();
  const run = async () => {
    try {
      await withdraw({ variables: { id } });
      say(`No longer aimed at ${venue.name}.`, () => aim({ variables: { proposalId, venueId: venue.id } }));
    } catch (failure) {
      say(`Still aimed at ${venue.name}. ${reasonOf(failure)}`);
    }
  };
  return <Line><Button size="xs" variant="subtle" loading={loading} onClick={() => void run()}>Withdraw</Button></Line>;
}
