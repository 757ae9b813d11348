import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import type { ComingMeetingsQuery, MyProposalsQuery } from '../../graphql/generated/graphql';
import { Badge, calendarDay, Card, clock, Deadline, DeadlineTimes, Empty, Failure, Line, Link, Section, useNow, Waiting, Written } from '../../ui';
import { deadlineWords } from '../deadlines';
import { comingDeadlines } from './coming-deadlines';
import styles from './home.module.css';
import { MyProposals } from './my-proposals';

const ComingMeetings = graphql(`
  query ComingMeetings {
    meetings(first: 2, when: upcoming) {
      nodes {
        id
        title
        state
        startsAt
        minutes
        agenda { id title minutes proposal { id title } }
      }
    }
  }
`);

/** What a person should not be surprised by: the next meetings and the next deadlines of their own proposals. */
export function ComingUp(): ReactNode {
  return <Section title="Coming up"><Coming /></Section>;
}

function Coming(): ReactNode {
  const meetings = useQuery(ComingMeetings);
  const proposals = useQuery(MyProposals);
  const error = meetings.error ?? proposals.error;
  const retry = () => Promise.all([meetings.refetch(), proposals.refetch()]);

  if (error !== undefined) return <Failure what="What comes up could not be loaded" error={error} onRetry={retry} />;
  if (meetings.data === undefined || proposals.data === undefined) return <Waiting what="what comes up" lines={5} />;
  const next = meetings.data.meetings.nodes;
  const deadlines = comingDeadlines(proposals.data.proposals.nodes);
  if (next.length + deadlines.length === 0) {
    return <Empty title="Nothing is coming up">Meetings that you are invited to, and the deadlines your proposals aim at, will appear here.</Empty>;
  }
  return (
    <Card>
      {next.map((meeting, index) => <ComingMeeting key={meeting.id} meeting={meeting} withAgenda={index === 0} />)}
      {deadlines.map((deadline) => <ComingDeadline key={`${deadline.proposal.id}-${deadline.id}`} deadline={deadline} />)}
    </Card>
  );
}

type Meeting = ComingMeetingsQuery['meetings']['nodes'][number];

/** How much of an agenda fits beside the queue. */
const SHOWN_ITEMS = 3;

function ComingMeeting({ meeting, withAgenda }: { meeting: Meeting; withAgenda: boolean }): ReactNode {
  const now = useNow();
  const { timeZone } = useViewer();
  const zone = timeZone ?? undefined;
  const start = new Date(meeting.startsAt);
  const end = new Date(start.getTime() + meeting.minutes * 60_000);
  return (
    <div className={styles.item}>
      <Line apart>
        <Link href={addresses.meeting(meeting.id)}><strong>{meeting.title}</strong></Link>
        {meeting.state === 'running' ? <Badge tone="ink">Running now</Badge> : <time className={styles.small} dateTime={meeting.startsAt}>{calendarDay(start, now, zone)}</time>}
      </Line>
      <div className={styles.small}>{clock(start, zone)} to {clock(end, zone)}{zone === undefined ? '' : `, ${zone}`}</div>
      {withAgenda && meeting.agenda.length > 0 && (
        <ol className={styles.agenda} aria-label="Agenda">
          {meeting.agenda.slice(0, SHOWN_ITEMS).map(({ id, title, minutes, proposal }) => (
            <li key={id}>
              <span>{minutes == null ? '' : `${minutes} min`}</span>
              <span>{title}{proposal != null && <> in <Written size="sm">{proposal.title}</Written></>}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

export type ComingDeadlineShown = ReturnType<typeof comingDeadlines<MyProposalsQuery['proposals']['nodes'][number]>>[number];

function ComingDeadline({ deadline }: { deadline: ComingDeadlineShown }): ReactNode {
  const { timeZone } = useViewer();
  const { proposal, venue, kind, at, zone } = deadline;
  return (
    <div className={styles.item}>
      <Line>
        <strong>{venue.name} {venue.edition}</strong>
        <Deadline at={at} />
      </Line>
      <div><Link href={addresses.proposal(proposal.id)}><Written>{proposal.title}</Written></Link></div>
      <div className={styles.small}>{deadlineWords[kind]}: <DeadlineTimes at={at} zone={zone} viewerZone={timeZone ?? null} /></div>
    </div>
  );
}
