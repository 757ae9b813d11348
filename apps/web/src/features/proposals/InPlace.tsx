import { Textarea, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';

import { Icon, reasonOf } from '../../ui';
import styles from './in-place.module.css';

interface InPlaceProps {
  /** What it is: "Title", "Hypothesis". */
  readonly label: string;
  readonly value: string;
  /** What an empty one says to those who may write it. */
  readonly invitation: string;
  /** Below the field while it is written. */
  readonly help?: string;
  readonly mayEdit: boolean;
  /** A title is one line, which Enter saves; a text has lines, which Ctrl Enter saves. */
  readonly oneLine?: boolean;
  /** Begins as if it had been pressed: somebody followed a link that says it is missing. */
  readonly asked?: boolean;
  readonly look?: 'title' | 'text';
  readonly onSave: (value: string) => Promise<unknown>;
  /** Once it is no longer written, saved or not. */
  readonly onClosed?: () => unknown;
}

/**
 * Words that are changed where they stand. Leaving the field saves, Esc takes back; what is refused stays in the field with
 * the reason below it.
 */
export function InPlace(props: InPlaceProps): ReactNode {
  const { label, value, invitation, mayEdit, asked = false, look = 'text', onClosed } = props;
  const [open, setOpen] = useState(asked && mayEdit);
  const button = useRef<HTMLButtonElement>(null);
  // Back to where the person came from, once the button stands there again.
  const close = (byKey: boolean) => {
    setOpen(false);
    void onClosed?.();
    if (byKey) requestAnimationFrame(() => { button.current?.focus(); });
  };

  if (open) return <Writing {...props} onClose={close} />;
  if (!mayEdit) return value === '' ? <span className={styles.nothing}>Not said yet</span> : <span className={styles.words} data-look={look}>{value}</span>;
  return (
    <UnstyledButton ref={button} className={styles.place} data-look={look} aria-label={`${label}: ${value === '' ? invitation : value}. Change`} onClick={() => { setOpen(true); }}>
      {value === '' ? <span className={styles.invitation}>{invitation}</span> : <span className={styles.words} data-look={look}>{value}</span>}
      <span className={styles.pencil}><Icon of={IconPencil} small /></span>
    </UnstyledButton>
  );
}

function Writing({ label, value, help, oneLine = false, look = 'text', onSave, onClose }: InPlaceProps & { onClose: (byKey: boolean) => void }): ReactNode {
  const [draft, setDraft] = useState(value);
  const [refusal, setRefusal] = useState<string>();
  const busy = useRef(false);

  const save = async (byKey: boolean) => {
    if (busy.current) return;
    if (draft.trim() === value) { onClose(byKey); return; }
    busy.current = true;
    try {
      await onSave(draft.trim());
      onClose(byKey);
    } catch (failure) {
      setRefusal(reasonOf(failure));
    } finally {
      busy.current = false;
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      busy.current = true;
      onClose(true);
    }
    if (event.key === 'Enter' && (oneLine || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save(true);
    }
  };
  return (
    <Textarea
      autoFocus autosize minRows={oneLine ? 1 : 2} size="xs" aria-label={label} value={draft} error={refusal} description={help}
      className={styles.writing} classNames={{ input: (look === 'title' ? styles.titleField : styles.textField) ?? '' }}
      onFocus={(event: FocusEvent<HTMLTextAreaElement>) => { event.currentTarget.setSelectionRange(draft.length, draft.length); }}
      onChange={(event) => { setDraft(event.currentTarget.value); }} onBlur={() => void save(false)} onKeyDown={press}
    />
  );
}
