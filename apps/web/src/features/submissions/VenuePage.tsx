import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { usePageHead } from '../../app/frame/head';
import { graphql } from '../../graphql/generated';
import { Empty, Failure, Link, Page, Waiting } from '../../ui';
import { VenueDates } from './VenueDates';

const VenueOfPage = graphql(`
  query VenuePage($id: ID!) {
    venue(id: $id) {
      id
      name
      edition
      url
      deadlines { id }
      ...VenueDates
    }
  }
`);

const TRAIL = [{ label: 'Portfolio', href: addresses.portfolio }, { label: 'Venues', href: addresses.venues }];

/** One edition of a venue, with all of its dates. */
export default function VenuePage({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery(VenueOfPage, { variables: { id } });
  const venue = data?.venue;
  usePageHead(venue && `${venue.name} ${venue.edition}`, TRAIL);

  if (error !== undefined) return <Page title="Venue"><Failure what="The venue could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (venue === undefined) return <Page title="Venue"><Waiting what="the venue" lines={5} /></Page>;
  return (
    <Page
      title={`${venue.name} ${venue.edition}`}
      actions={venue.url != null && <Button component="a" href={venue.url} target="_blank" rel="noreferrer">Call for papers</Button>}
    >
      {venue.deadlines.length === 0
        ? <Empty title="No dates yet" action={<Button component={Link} href={addresses.venues} size="xs">All venues</Button>}>Dates are given when a venue is added, each with the zone in which it was announced.</Empty>
        : <VenueDates venue={venue} />}
    </Page>
  );
}
