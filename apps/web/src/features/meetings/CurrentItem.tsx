import { type ReactNode, useEffect, useState } from 'react';

import { addresses } from '../../app/addresses';
import { count, Line, Link, Stage, Unseen, Written } from '../../ui';
import { itemTime } from './item-time';
import { placeOf } from './order';
import { Outcome } from './outcomes';
import type { AgendaItemShown, MeetingShown } from './queries';
import styles from './room.module.css';

interface CurrentItemProps {
  readonly meeting: MeetingShown;
  /** Absent until the facilitator opens the first. */
  readonly item: AgendaItemShown | undefined;
  /** Whether this person looks at another item than the meeting does. */
  readonly isElsewhere: boolean;
  readonly leads: boolean;
}

/** The item that is before me: its title and time, the proposal that it is about, and what came of it. */
export function CurrentItem({ meeting, item, isElsewhere, leads }: CurrentItemProps): ReactNode {
  if (item === undefined) return <NoItem meeting={meeting} leads={leads} />;
  const { title, presenter, proposal, minutes, startedAt, outcome, outcomeNote } = item;
  const place = placeOf(meeting.agenda, item);
  return (
    <>
      <header className={styles.head}>
        <div>
          <p className={styles.place}>{place.charAt(0).toUpperCase()}{place.slice(1)}{presenter != null && ` · presented by ${presenter.name}`}{isElsewhere && ' · you look around'}</p>
          <h1>{title}{proposal != null && <> in <Written size="lg">{proposal.title}</Written></>}</h1>
        </div>
        {minutes != null && startedAt != null && outcome == null && item.id === meeting.currentItem?.id && <Timer key={item.id} startedAt={startedAt} minutes={minutes} />}
      </header>
      {outcome != null && (
        <div className={styles.outcome}>
          <Outcome outcome={outcome} />
          {outcomeNote != null && <Written>{outcomeNote}</Written>}
        </div>
      )}
      {proposal != null && <About proposal={proposal} />}
    </>
  );
}

function NoItem({ meeting: { title, agenda, facilitator }, leads }: { meeting: MeetingShown; leads: boolean }): ReactNode {
  const words = agenda.length === 0 ? 'There is no agenda. The notes are for what comes up.' : leads ? 'Open the first item when everybody is here.' : `${facilitator?.name ?? 'The facilitator'} opens the first item.`;
  return (
    <header className={styles.head}>
      <div>
        <p className={styles.place}>{words}</p>
        <h1>{title}</h1>
      </div>
    </header>
  );
}

/** What is talked about, so that nobody has to look for it. */
function About({ proposal: { id, title, stage, summary, openThreadCount } }: { proposal: NonNullable<AgendaItemShown['proposal']> }): ReactNode {
  return (
    <section className={styles.about} aria-label={`About ${title}`}>
      <Line apart>
        <Stage stage={stage} />
        <Link href={addresses.proposal(id)}>Open the proposal</Link>
      </Line>
      {summary !== '' && <p><Written>{summary}</Written></p>}
      <p className={styles.small}>{openThreadCount === 0 ? 'No open threads' : count(openThreadCount, 'open thread')}</p>
    </section>
  );
}

const RADIUS = 28;
const ROUND = 2 * Math.PI * RADIUS;

/** What is left of the item's minutes, seen each second and announced twice. Nothing moves when it ends. */
function Timer({ startedAt, minutes }: { startedAt: string; minutes: number }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, 1_000);
    return () => { clearInterval(timer); };
  }, []);
  const { figure, share, words, announcement } = itemTime(startedAt, minutes, now);
  return (
    <div className={styles.timer} data-over={share === 0 || undefined}>
      <div role="timer" aria-label={words}>
        <svg viewBox="0 0 64 64" aria-hidden>
          <circle cx="32" cy="32" r={RADIUS} />
          <circle cx="32" cy="32" r={RADIUS} strokeDasharray={`${share * ROUND} ${ROUND}`} data-left />
        </svg>
        <span aria-hidden><b>{figure}</b><small>of {minutes} min</small></span>
      </div>
      <Unseen><span role="status">{announcement}</span></Unseen>
    </div>
  );
}
