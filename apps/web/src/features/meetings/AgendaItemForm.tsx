import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

import { useSubmit } from '../../app/useSubmit';
import type { AgendaItemInput } from '../../graphql/generated/graphql';
import { Line } from '../../ui';
import { formKeys } from './forms';
import styles from './forms.module.css';
import type { AgendaItemShown } from './queries';
import { PersonSelect, ProposalSelect } from './SearchSelect';

interface AgendaItemFormProps {
  /** Absent: a new one. */
  readonly item?: AgendaItemShown;
  readonly onSave: (input: AgendaItemInput) => Promise<unknown>;
  readonly onClose: () => void;
}

const FIELDS = ['title', 'reason', 'proposalId', 'minutes', 'presenterId'];

/** What to talk about and why, written where it stands. */
export function AgendaItemForm({ item, onSave, onClose }: AgendaItemFormProps): ReactNode {
  const { onSubmit, busy, errorOf, refusal } = useSubmit(FIELDS, async (values) => {
    await onSave(inputFrom(values));
    onClose();
  });
  const { title = '', reason = '', minutes, presenter, proposal } = item ?? {};
  return (
    <form className={styles.form} onSubmit={onSubmit} onKeyDown={formKeys(onClose)} aria-label={item === undefined ? 'New agenda item' : `Change “${title}”`}>
      <TextInput name="title" label="What to talk about" defaultValue={title} required withAsterisk={false} autoFocus error={errorOf('title')} />
      <TextInput name="reason" label="Because" description="Why it is on this agenda. It stands below the title, for everybody." defaultValue={reason} error={errorOf('reason')} />
      <ProposalSelect name="proposalId" label="Proposal" chosen={proposal == null ? undefined : { value: proposal.id, label: proposal.title }} error={errorOf('proposalId')} />
      <div className={styles.pair}>
        <TextInput name="minutes" label="Minutes" type="number" min={1} max={1440} inputMode="numeric" defaultValue={minutes ?? ''} error={errorOf('minutes')} />
        <PersonSelect name="presenterId" label="Presented by" chosen={presenter == null ? undefined : { value: presenter.id, label: presenter.name }} error={errorOf('presenterId')} />
      </div>
      {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
      <Line>
        <Button type="submit" size="xs" loading={busy}>{item === undefined ? 'Add to the agenda' : 'Save'}</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>Cancel</Button>
      </Line>
    </form>
  );
}

/** An empty field says that there is none; the server judges the rest. */
function inputFrom({ title = '', reason = '', proposalId, minutes, presenterId }: Record<string, string>): AgendaItemInput {
  const given = (value: string | undefined) => (value === undefined || value === '' ? null : value);
  return { title, reason, proposalId: given(proposalId), minutes: given(minutes) === null ? null : Number(minutes), presenterId: given(presenterId) };
}
