import { useQuery } from '@apollo/client/react';
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { addresses } from '../../app/addresses';
import { InTopBar } from '../../app/frame/slots';
import { useParameter } from '../../app/parameters';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import type { VenuesQuery } from '../../graphql/generated/graphql';
import { Deadline, DeadlineTimes, Empty, Failure, Icon, Line, Link, NothingMatches, Page, Row, Rows, Waiting } from '../../ui';
import { deadlineWords } from '../deadlines';
import { NewVenue } from './NewVenue';
import styles from './venues.module.css';

const Venues = graphql(`
  query Venues($after: String, $upcoming: Boolean) {
    venues(first: 50, after: $after, upcoming: $upcoming) {
      nodes {
        id
        name
        edition
        nextDeadline { id kind at zone }
        deadlines { id }
      }
      endCursor
      hasMore
    }
  }
`);

/** The catalogue of venues: those with a date ahead, or all. */
export default function VenuesPage(): ReactNode {
  const [adding, setAdding] = useState(false);
  const mayAdd = useViewer().role !== 'guest';
  const [which, setWhich] = useParameter('show');
  const add = () => { setAdding(true); };
  const close = () => { setAdding(false); };
  usePageActions(useMemo(() => (mayAdd ? [{ id: 'new-venue', label: 'Add a venue', icon: IconPlus, keys: 'n', run: () => { setAdding(true); } }] : []), [mayAdd]));
  return (
    <Page
      title="Venues"
      actions={<SegmentedControl aria-label="Which venues" value={which ?? ''} onChange={(value) => { setWhich(value === '' ? undefined : value); }} data={[{ value: '', label: 'Ahead' }, { value: 'all', label: 'All' }]} />}
    >
      {mayAdd && <InTopBar action={<Button variant="filled" leftSection={<Icon of={IconPlus} />} onClick={add}>Add a venue</Button>} />}
      <List all={which === 'all'} onAll={() => { setWhich('all'); }} onAdd={mayAdd ? add : undefined} />
      {adding && <Modal opened onClose={close} title="Add a venue" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}><NewVenue onDone={close} /></Modal>}
    </Page>
  );
}

interface ListProps {
  readonly all: boolean;
  readonly onAll: () => void;
  readonly onAdd?: (() => void) | undefined;
}

function List({ all, onAll, onAdd }: ListProps): ReactNode {
  const { data: fresh, previousData, error, refetch, fetchMore } = useQuery(Venues, { variables: { upcoming: all ? null : true } });
  const data = fresh ?? previousData;

  if (error !== undefined) return <Failure what="The venues could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the venues" lines={5} />;
  const { nodes, endCursor, hasMore } = data.venues;
  if (nodes.length === 0 && all) {
    return (
      <Empty title="No venues yet" action={onAdd !== undefined && <Button size="xs" onClick={onAdd}>Add the first one</Button>}>
        A conference or journal with its deadlines, as they were announced. Proposals aim at it, and its dates count down wherever they stand.
      </Empty>
    );
  }
  if (nodes.length === 0) return <NothingMatches what="venues with a date ahead" onClear={onAll} />;
  return (
    <>
      <Rows label="Venues">{nodes.map((venue) => <VenueRow key={venue.id} venue={venue} />)}</Rows>
      {hasMore && <Button className={styles.more} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}

function VenueRow({ venue: { id, name, edition, nextDeadline, deadlines } }: { venue: VenuesQuery['venues']['nodes'][number] }): ReactNode {
  const { timeZone } = useViewer();
  return (
    <Row id={id} when={deadlines.length === 0 ? 'no dates' : `${deadlines.length} ${deadlines.length === 1 ? 'date' : 'dates'}`}>
      <Line>
        <Link href={addresses.venue(id)} className={styles.name}>{`${name} ${edition}`}</Link>
        {nextDeadline != null && <Deadline at={nextDeadline.at} />}
      </Line>
      {nextDeadline == null
        ? <p className={styles.dates}>Nothing ahead</p>
        : <p className={styles.dates}>{deadlineWords[nextDeadline.kind]}: <DeadlineTimes at={nextDeadline.at} zone={nextDeadline.zone} viewerZone={timeZone ?? null} inline /></p>}
    </Row>
  );
}
