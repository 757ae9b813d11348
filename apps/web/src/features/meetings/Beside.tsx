import { skipToken, useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { graphql } from '../../graphql/generated';
import { day, Link, PersonName, Section, useNow } from '../../ui';
import { ActionList } from './Actions';
import styles from './meeting.module.css';
import type { MeetingShown } from './queries';
import { useNeighbours } from './useSeries';

const OpenActions = graphql(`
  query OpenActions($meetingId: ID!) {
    actions(first: 50, meetingId: $meetingId, open: true) {
      nodes { id doneAt ...ActionFacts }
    }
  }
`);

/** What the last meeting of the series agreed and nobody has done. It is not there when nothing is open. */
export function LeftOpen({ meeting }: { meeting: MeetingShown }): ReactNode {
  const now = useNow();
  const { previous } = useNeighbours(meeting);
  const { data } = useQuery(OpenActions, previous === undefined ? skipToken : { variables: { meetingId: previous.id } });
  const open = data?.actions.nodes ?? [];
  if (previous === undefined || open.length === 0) return null;
  return (
    <Section title="Open from last time" aside={<Link href={addresses.meeting(previous.id)}>{day(new Date(previous.startsAt), now, meeting.timeZone)}</Link>}>
      <ActionList label="Open from last time" actions={open} />
    </Section>
  );
}

/** Whom the meeting is for: the people that it names, or the whole group. */
export function Invited({ title, meeting: { attendees } }: { title: string; meeting: MeetingShown }): ReactNode {
  return (
    <Section title={title}>
      {attendees.length === 0
        ? <p className={styles.small}>The whole group, without its guests.</p>
        : <ul className={styles.people} aria-label={title}>{attendees.map((person) => <li key={person.id}><PersonName person={person} /></li>)}</ul>}
    </Section>
  );
}
