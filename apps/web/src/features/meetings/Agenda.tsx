import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useMemo, useRef, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { focusedRow } from '../../app/actions/moves';
import type { PageAction } from '../../app/actions/registry';
import { addresses } from '../../app/addresses';
import { Because, Card, Empty, Icon, Link, PersonName, Written } from '../../ui';
import { AgendaItemForm } from './AgendaItemForm';
import styles from './agenda.module.css';
import { useGivenBack } from './forms';
import type { AgendaItemShown, MeetingShown } from './queries';
import { useAgenda } from './useMeeting';

/** The agenda while it is prepared: each item with its reason; dragged, or moved from its menu, which phones and keys use. */
export function Agenda({ meeting }: { meeting: MeetingShown }): ReactNode {
  const agenda = useAgenda(meeting);
  const [written, write] = useState<string | null>(null);
  const mayEdit = meeting.viewerMay.includes('edit');
  const button = useRef<HTMLButtonElement>(null);
  const close = () => { write(null); };
  // Back to where the person came from.
  useGivenBack(written, (closed) => { (closed === NEW ? button.current : document.querySelector<HTMLElement>(`[data-row="${closed}"]`))?.focus(); });
  const items = meeting.agenda;
  usePageActions(useMemo<PageAction[]>(() => {
    const focused = () => items.find(({ id }) => id === focusedRow());
    return mayEdit ? [
      { id: 'add-item', label: 'Add to the agenda', icon: IconPlus, keys: 'n', run: () => { write(NEW); } },
      { id: 'change-item', label: 'Change the item', section: 'move', keys: 'e', when: () => focused() !== undefined, run: () => { write(focused()?.id ?? null); } },
    ] : [];
  }, [items, mayEdit]));

  const adding = mayEdit && (written === NEW
    ? <div className={styles.writing}><AgendaItemForm onSave={agenda.add} onClose={close} /></div>
    : <div className={styles.add}><Button ref={button} size="xs" variant="subtle" leftSection={<Icon of={IconPlus} small />} onClick={() => { write(NEW); }}>Add an item</Button></div>);
  if (meeting.agenda.length === 0 && written !== NEW) {
    return (
      <Empty title="Nothing to talk about yet" action={mayEdit && <Button ref={button} size="xs" onClick={() => { write(NEW); }}>Add the first item</Button>}>
        Each item says why it is here, and what it is about.{meeting.seriesKey != null && ' What the meeting before it carries over comes here when that one ends.'}
      </Empty>
    );
  }
  return (
    <Card>
      <Items meeting={meeting} written={written} onWrite={write} onClose={close} mayEdit={mayEdit} />
      {adding}
    </Card>
  );
}

/** What is written instead of an item's id, while a new one is. */
const NEW = 'new';

interface ItemsProps {
  readonly meeting: MeetingShown;
  readonly written: string | null;
  readonly onWrite: (id: string) => void;
  readonly onClose: () => void;
  readonly mayEdit: boolean;
}

function Items({ meeting, written, onWrite, onClose, mayEdit }: ItemsProps): ReactNode {
  const { update, move, remove } = useAgenda(meeting);
  const drag = useDragging(meeting.agenda, move);
  return (
    <ol aria-label="Agenda">
      {meeting.agenda.map((item, index) => (
        <li key={item.id} id={`item=${item.id}`} className={styles.item} data-row={item.id} tabIndex={-1} {...(mayEdit ? drag.over(index) : {})}>
          {written === item.id
            ? <div className={styles.whole}><AgendaItemForm item={item} onSave={(input) => update(item.id, input)} onClose={onClose} /></div>
            : (
              <>
                {mayEdit ? <span className={styles.grip} {...drag.handle(index)}><Icon of={IconGripVertical} small /></span> : <span className={styles.number}>{index + 1}</span>}
                <ItemWords item={item} />
                <span className={styles.minutes}>{item.minutes == null ? '' : `${item.minutes} min`}</span>
                {mayEdit && <ItemMenu item={item} last={meeting.agenda.length - 1} onEdit={() => { onWrite(item.id); }} onMove={move} onRemove={remove} index={index} />}
              </>
            )}
        </li>
      ))}
    </ol>
  );
}

function ItemWords({ item: { title, reason, proposal, presenter } }: { item: AgendaItemShown }): ReactNode {
  return (
    <div>
      <div className={styles.what}>{title}{proposal != null && <> in <Link href={addresses.proposal(proposal.id)}><Written size="sm">{proposal.title}</Written></Link></>}</div>
      {reason !== '' && <Because>{reason}</Because>}
      {presenter != null && <div className={styles.presenter}><PersonName person={presenter} /></div>}
    </div>
  );
}

interface ItemMenuProps {
  readonly item: AgendaItemShown;
  readonly index: number;
  readonly last: number;
  readonly onEdit: () => void;
  readonly onMove: (item: AgendaItemShown, to: number) => unknown;
  readonly onRemove: (item: AgendaItemShown) => unknown;
}

function ItemMenu({ item, index, last, onEdit, onMove, onRemove }: ItemMenuProps): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`More for “${item.title}”`}><Icon of={IconDots} small /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon of={IconPencil} small />} onClick={onEdit}>Change</Menu.Item>
        {index > 0 && <Menu.Item leftSection={<Icon of={IconArrowUp} small />} onClick={() => void onMove(item, index - 1)}>Move up</Menu.Item>}
        {index < last && <Menu.Item leftSection={<Icon of={IconArrowDown} small />} onClick={() => void onMove(item, index + 1)}>Move down</Menu.Item>}
        <Menu.Item leftSection={<Icon of={IconTrash} small />} onClick={() => void onRemove(item)}>Remove from the agenda</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Dragging by the grip. The line shows where the item will stand; leaving the list changes nothing. */
function useDragging(agenda: readonly AgendaItemShown[], move: (item: AgendaItemShown, to: number) => unknown) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const end = () => {
    setFrom(null);
    setTo(null);
  };
  const handle = (index: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      const row = event.currentTarget.closest('li');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', agenda[index]?.title ?? '');
      if (row !== null) event.dataTransfer.setDragImage(row, 12, 12);
      setFrom(index);
    },
    onDragEnd: end,
  });
  const over = (index: number) => ({
    'data-drop': from === null || to !== index || from === index ? undefined : from < index ? 'below' : 'above',
    onDragOver: (event: DragEvent) => {
      if (from === null) return;
      event.preventDefault();
      setTo(index);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      const item = from === null ? undefined : agenda[from];
      if (item !== undefined && from !== index) void move(item, index);
      end();
    },
  });
  return { handle, over };
}
