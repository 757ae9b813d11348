import { Button, Popover } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import type { PageAction } from '../../app/actions/registry';
import { useViewer } from '../../app/viewer';
import { Avatar, Icon } from '../../ui';
import { EndDialog } from './EndDialog';
import { OutcomeForm } from './OutcomeForm';
import type { AgendaItemShown, MeetingShown } from './queries';
import styles from './room.module.css';
import { useFacilitating } from './useMeeting';

/** What the button gives an item more. */
const MORE_MINUTES = 2;

/** The controls of whoever leads through the meeting; others do not have them. */
export function FacilitatorBar({ meeting, current }: { meeting: MeetingShown; current: AgendaItemShown | undefined }): ReactNode {
  const { person: me } = useViewer();
  const { goTo, giveMinutes } = useFacilitating(meeting);
  const [isEnding, setEnding] = useState(false);
  const at = current === undefined ? -1 : meeting.agenda.indexOf(current);
  const next = meeting.agenda[at + 1];
  const previous = at > 0 ? meeting.agenda[at - 1] : undefined;

  usePageActions(useMemo<PageAction[]>(() => [
    ...(next === undefined ? [] : [{ id: 'next-item', label: `Next item: ${next.title}`, icon: IconArrowRight, keys: 'arrowright', run: () => goTo(next) }]),
    ...(previous === undefined ? [] : [{ id: 'previous-item', label: `Back to: ${previous.title}`, icon: IconArrowLeft, keys: 'arrowleft', run: () => goTo(previous) }]),
    { id: 'end-meeting', label: 'End the meeting', run: () => { setEnding(true); } },
  ], [next, previous, goTo]));

  return (
    <section className={styles.bar} aria-label="Controls" data-region tabIndex={-1}>
      <span className={styles.who}><Avatar person={me} small named /><b>You facilitate</b></span>
      <div className={styles.controls}>
        {previous !== undefined && <Button className={styles.wide ?? ''} size="xs" aria-label={`Back to: ${previous.title}`} onClick={() => void goTo(previous)}><Icon of={IconArrowLeft} small /></Button>}
        {current?.minutes != null && <Button size="xs" leftSection={<Icon of={IconPlus} small />} aria-label={`${MORE_MINUTES} minutes more`} onClick={() => void giveMinutes(current, MORE_MINUTES)}>{MORE_MINUTES} min</Button>}
        {current !== undefined && <RecordOutcome key={current.id} meeting={meeting} item={current} />}
        {next !== undefined && (
          <Button className={styles.next ?? ''} size="xs" variant="filled" rightSection={<Icon of={IconArrowRight} small />} onClick={() => void goTo(next)}>
            <span className={styles.nextTitle}>{current === undefined ? 'Begin' : 'Next'}: {next.title}</span>
          </Button>
        )}
      </div>
      <Button size="xs" variant={next === undefined ? 'filled' : 'subtle'} onClick={() => { setEnding(true); }}>End meeting</Button>
      {isEnding && <EndDialog meeting={meeting} onClose={() => { setEnding(false); }} />}
    </section>
  );
}

function RecordOutcome({ meeting, item }: { meeting: MeetingShown; item: AgendaItemShown }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top" shadow="lg" trapFocus returnFocus width={320}>
      <Popover.Target><Button size="xs" aria-haspopup="dialog" onClick={() => { setOpen(!open); }}>{item.outcome == null ? 'Record outcome' : 'Change outcome'}</Button></Popover.Target>
      <Popover.Dropdown aria-label={`Outcome of “${item.title}”`}><OutcomeForm meeting={meeting} item={item} onClose={() => { setOpen(false); }} /></Popover.Dropdown>
    </Popover>
  );
}
