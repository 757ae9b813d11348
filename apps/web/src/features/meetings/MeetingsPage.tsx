import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconCalendarEvent, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import type { PageAction } from '../../app/actions/registry';
import { addresses } from '../../app/addresses';
import { InTopBar } from '../../app/frame/slots';
import { later } from '../../app/later';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import type { MeetingListQuery, MeetingWhen } from '../../graphql/generated/graphql';
import { Badge, count, Empty, Failure, Icon, Line, Link, Page, RelativeTime, Row, Rows, Section, Waiting } from '../../ui';
import { MeetingTime } from './MeetingTime';
import styles from './meetings.module.css';
import { minutesGiven } from './order';

const ScheduleDialog = later(async () => (await import('./ScheduleDialog')).ScheduleDialog);

const MeetingList = graphql(`
  query MeetingList($when: MeetingWhen!, $after: String) {
    meetings(first: 20, after: $after, when: $when) {
      nodes {
        id
        title
        state
        startsAt
        minutes
        timeZone
        agenda { id minutes outcome }
        actions { id doneAt }
      }
      endCursor
      hasMore
    }
  }
`);

/** The meetings to come, the soonest first, and those that were held, the latest first. */
export default function MeetingsPage(): ReactNode {
  const mayArrange = useViewer().role !== 'guest';
  const [isArranging, setArranging] = useState(false);
  usePageActions(useMemo<PageAction[]>(
    () => (mayArrange ? [{ id: 'schedule-meeting', label: 'Schedule a meeting', icon: IconPlus, keys: 'n', run: () => { setArranging(true); } }] : []),
    [mayArrange],
  ));
  const arrange = (filled: boolean) => <Button variant={filled ? 'filled' : 'default'} leftSection={<Icon of={IconPlus} />} onClick={() => { setArranging(true); }}>Schedule a meeting</Button>;
  return (
    <Page title="Meetings">
      {mayArrange && <InTopBar action={arrange(true)} />}
      <Section title="Upcoming"><Meetings when="upcoming" action={mayArrange ? arrange(false) : undefined} /></Section>
      <Section title="Past"><Meetings when="past" /></Section>
      {isArranging && <ScheduleDialog onClose={() => { setArranging(false); }} />}
    </Page>
  );
}

const nothing: Record<MeetingWhen, { readonly title: string; readonly words: string }> = {
  upcoming: { title: 'No meeting is arranged', words: 'Meetings that you are invited to will appear here, each with its agenda and its notes. Somebody in the group schedules them.' },
  past: { title: 'No meeting has been held yet', words: 'Once a meeting is ended, it stays here to be read: its agenda with the outcomes, its notes, and what was agreed.' },
};

function Meetings({ when, action }: { when: MeetingWhen; action?: ReactNode }): ReactNode {
  const { data, error, refetch, fetchMore, loading } = useQuery(MeetingList, { variables: { when }, notifyOnNetworkStatusChange: true });

  if (error !== undefined) return <Failure what={`The ${when} meetings could not be loaded`} error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what={`the ${when} meetings`} lines={4} />;
  const { nodes, endCursor, hasMore } = data.meetings;
  if (nodes.length === 0) return <Empty title={nothing[when].title} action={action}>{nothing[when].words}</Empty>;
  return (
    <>
      <Rows label={when === 'upcoming' ? 'Upcoming meetings' : 'Past meetings'}>{nodes.map((meeting) => <MeetingRow key={meeting.id} meeting={meeting} />)}</Rows>
      {hasMore && <Button className={styles.more} loading={loading} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}

type Meeting = MeetingListQuery['meetings']['nodes'][number];

function MeetingRow({ meeting }: { meeting: Meeting }): ReactNode {
  const { timeZone } = useViewer();
  return (
    <Row
      id={meeting.id} icon={<Icon of={IconCalendarEvent} />}
      when={<RelativeTime at={meeting.startsAt} zone={timeZone ?? null} />}
      action={meeting.state === 'running' && <Button component={Link} href={addresses.meeting(meeting.id)} size="xs">Join</Button>}
    >
      <Line>
        <Link href={addresses.meeting(meeting.id)} className={styles.title}>{meeting.title}</Link>
        {meeting.state === 'running' && <Badge tone="ink">Running now</Badge>}
      </Line>
      <p className={styles.small}><MeetingTime meeting={meeting} /></p>
      <p className={styles.small}>{meeting.state === 'closed' ? cameOf(meeting) : planned(meeting)}</p>
    </Row>
  );
}

/** "3 items, 25 of 60 min". */
function planned({ agenda, minutes }: Meeting): string {
  if (agenda.length === 0) return 'Nothing on the agenda yet';
  return `${count(agenda.length, 'item')}, ${minutesGiven(agenda)} of ${minutes} min`;
}

/** "4 items, 1 decided, 2 actions, 1 still open". */
function cameOf({ agenda, actions }: Meeting): string {
  const decided = agenda.filter(({ outcome }) => outcome === 'decided').length;
  const open = actions.filter(({ doneAt }) => doneAt == null).length;
  return [
    count(agenda.length, 'item'),
    ...(decided === 0 ? [] : [`${decided} decided`]),
    ...(actions.length === 0 ? [] : [`${count(actions.length, 'action')}, ${open === 0 ? 'all done' : `${open} still open`}`]),
  ].join(', ');
}
