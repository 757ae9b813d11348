import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';

import { useSubmit } from '../../app/useSubmit';
import type { AgendaOutcome } from '../../graphql/generated/graphql';
import { Line } from '../../ui';
import { formKeys } from './forms';
import styles from './forms.module.css';
import { outcomes, outcomeWord } from './outcomes';
import type { AgendaItemShown, MeetingShown } from './queries';
import { useFacilitating } from './useMeeting';

/** What became of an item, in a word and in a sentence. Saying it again replaces it. */
export function OutcomeForm({ meeting, item, onClose }: { meeting: MeetingShown; item: AgendaItemShown; onClose: () => void }): ReactNode {
  const { conclude } = useFacilitating(meeting);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['outcome', 'note'], async ({ outcome, note = '' }) => {
    await conclude(item.id, outcome as AgendaOutcome, note);
    onClose();
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} onKeyDown={formKeys(onClose)}>
      <NativeSelect name="outcome" label="Outcome" defaultValue={item.outcome ?? 'decided'} data={outcomes.map((outcome) => ({ value: outcome, label: outcomeWord(outcome) }))} error={errorOf('outcome')} />
      <Textarea name="note" label="In a sentence" description="What was decided, and why. It stands in the summary." minRows={2} defaultValue={item.outcomeNote ?? ''} error={errorOf('note')} data-autofocus />
      {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
      <Line>
        <Button type="submit" size="xs" loading={busy}>Record</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>Cancel</Button>
      </Line>
    </form>
  );
}
