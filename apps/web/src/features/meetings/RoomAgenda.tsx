import { Button, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Because, Icon } from '../../ui';
import { AgendaItemForm } from './AgendaItemForm';
import { useInPlaceForm } from './forms';
import { minutesGiven } from './order';
import { Outcome } from './outcomes';
import type { AgendaItemShown, MeetingShown } from './queries';
import styles from './room.module.css';
import { useAgenda } from './useMeeting';

interface RoomAgendaProps {
  readonly meeting: MeetingShown;
  /** The item that this person has before them. */
  readonly shown: AgendaItemShown | undefined;
  /** For the facilitator it moves everybody, for others only themselves. */
  readonly onChoose: (item: AgendaItemShown) => void;
}

/** The agenda beside the notes: where the meeting is, what has come of the items, and why each is here. */
export function RoomAgenda({ meeting, shown, onChoose }: RoomAgendaProps): ReactNode {
  const { agenda, minutes, currentItem, viewerMay } = meeting;
  const { add } = useAgenda(meeting);
  const { isOpen, open, close, button } = useInPlaceForm();
  return (
    <aside className={styles.agenda} aria-label="Agenda" data-region tabIndex={-1}>
      <header>
        <h2>Agenda</h2>
        <span>{minutesGiven(agenda)} of {minutes} min</span>
      </header>
      <ol>
        {agenda.map((item, index) => (
          <li key={item.id} id={`item=${item.id}`} aria-current={item.id === currentItem?.id ? 'step' : undefined} data-shown={item.id === shown?.id || undefined} data-row={item.id} tabIndex={-1}>
            <span className={styles.number}>{item.id === currentItem?.id ? <i className={styles.here} /> : index + 1}</span>
            <div>
              <UnstyledButton className={styles.choose} onClick={() => { onChoose(item); }}>{item.title}</UnstyledButton>
              {item.reason !== '' && <Because>{item.reason}</Because>}
              {item.outcome != null && <Outcome outcome={item.outcome} />}
            </div>
            <span className={styles.minutes}>{item.minutes == null ? '' : `${item.minutes} min`}</span>
          </li>
        ))}
      </ol>
      {viewerMay.includes('edit') && (isOpen
        ? <AgendaItemForm onSave={add} onClose={close} />
        : <Button ref={button} size="xs" variant="subtle" leftSection={<Icon of={IconPlus} small />} onClick={open}>Add an item</Button>)}
    </aside>
  );
}
