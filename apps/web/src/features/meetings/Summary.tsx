import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useViewer } from '../../app/viewer';
import { Card, clock, Columns, day, Empty, Line, Link, Page, PersonName, Section, useNow, Written } from '../../ui';
import { DocumentWorkspace } from '../documents/DocumentWorkspace';
import { ActionList } from './Actions';
import { Invited } from './Beside';
import { MeetingTime } from './MeetingTime';
import styles from './meeting.module.css';
import { Outcome } from './outcomes';
import type { AgendaItemShown, MeetingShown } from './queries';
import { ScheduleDialog } from './ScheduleDialog';
import { useNeighbours } from './useSeries';

/** After the meeting: what came of each item, what was agreed, who it was for, and the notes, which nobody changes any more. */
export function Summary({ meeting }: { meeting: MeetingShown }): ReactNode {
  return (
    <Page title={meeting.title} aside={<MeetingTime meeting={meeting} />}>
      <Columns sideLabel="What follows" side={<Side meeting={meeting} />}>
        <Section title="What came of it">
          {meeting.agenda.length === 0
            ? <Empty title="There was no agenda">What was talked about stands in the notes.</Empty>
            : <Card><ol className={styles.outcomes} aria-label="Agenda with its outcomes">{meeting.agenda.map((item) => <CameOfItem key={item.id} item={item} />)}</ol></Card>}
        </Section>
        <Section title="Notes">
          <div className={styles.paper}>
            <DocumentWorkspace document={meeting.document} layout="inset" heading={null} locked="The meeting is over, and its notes stay as they were." placeholder="Nothing was written down." />
          </div>
        </Section>
      </Columns>
    </Page>
  );
}

function CameOfItem({ item: { id, title, proposal, outcome, outcomeNote } }: { item: AgendaItemShown }): ReactNode {
  return (
    <li id={`item=${id}`} data-row={id} tabIndex={-1}>
      <Line apart>
        <span className={styles.what}>{title}{proposal != null && <> in <Link href={addresses.proposal(proposal.id)}><Written size="sm">{proposal.title}</Written></Link></>}</span>
        {outcome != null && <Outcome outcome={outcome} />}
      </Line>
      {outcomeNote != null && <p className={styles.note}><Written size="sm">{outcomeNote}</Written></p>}
    </li>
  );
}

function Side({ meeting }: { meeting: MeetingShown }): ReactNode {
  return (
    <>
      <Section title="Agreed">
        {meeting.actions.length === 0
          ? <p className={styles.small}>Nobody took on anything.</p>
          : <ActionList label="Agreed" actions={meeting.actions} />}
      </Section>
      <Section title="Held">
        <Held meeting={meeting} />
      </Section>
      <Invited title="Whom it was for" meeting={meeting} />
      <Next meeting={meeting} />
    </>
  );
}

/** When it really began and ended, and who led through it. */
function Held({ meeting: { startedAt, endedAt, facilitator } }: { meeting: MeetingShown }): ReactNode {
  const now = useNow();
  const zone = useViewer().timeZone ?? undefined;
  return (
    <>
      {startedAt != null && endedAt != null && <p className={styles.small}>{day(new Date(startedAt), now, zone)}, {clock(new Date(startedAt), zone)} to {clock(new Date(endedAt), zone)} your time</p>}
      {facilitator != null && <p className={styles.small}>Facilitated by <PersonName person={facilitator} /></p>}
    </>
  );
}

/** Where what was carried over went; or, where there is no next meeting yet, the way to arrange it. */
function Next({ meeting }: { meeting: MeetingShown }): ReactNode {
  const now = useNow();
  const [isArranging, setArranging] = useState(false);
  const { next } = useNeighbours(meeting);
  const mayArrange = useViewer().role !== 'guest';
  if (next === undefined && !mayArrange) return null;
  return (
    <Section title="Next">
      {next !== undefined
        ? <Link href={addresses.meeting(next.id)}>{next.title}, {day(new Date(next.startsAt), now, meeting.timeZone)}</Link>
        : <Button size="xs" onClick={() => { setArranging(true); }}>Schedule the next one</Button>}
      {isArranging && <ScheduleDialog after={meeting} onClose={() => { setArranging(false); }} />}
    </Section>
  );
}
