import { useMutation } from '@apollo/client/react';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import type { AgendaOutcome } from '../../graphql/generated/graphql';
import { Line } from '../../ui';
import styles from './forms.module.css';
import type { InSeries } from './neighbours';
import { outcomes, outcomeWord } from './outcomes';
import { type AgendaItemShown, EndMeeting, type MeetingShown } from './queries';
import { useFacilitating } from './useMeeting';
import { useNeighbours } from './useSeries';

/**
 * Ends the meeting, which cannot be undone. Items without an outcome are settled here: what was opened counts as discussed,
 * what was not is carried over, and both can be said otherwise.
 */
export function EndDialog({ meeting, onClose }: { meeting: MeetingShown; onClose: () => void }): ReactNode {
  // Those of the moment at which the dialog opened: they must not leave the form while it settles them one by one.
  const [unsettled] = useState(() => meeting.agenda.filter(({ outcome }) => outcome == null));
  const { next } = useNeighbours(meeting);
  const [end] = useMutation(EndMeeting, { refetchQueries: ['SeriesMeetings'] });
  const { conclude } = useFacilitating(meeting);
  const { onSubmit, busy, refusal } = useSubmit([], async (values) => {
    for (const { id } of unsettled) {
      const outcome = values[`outcome-${id}`] as AgendaOutcome;
      // Whatever has no outcome when the meeting ends is carried over by the server itself.
      if (outcome !== 'carried_over') await conclude(id, outcome, values[`because-${id}`] ?? '');
    }
    await end({ variables: { id: meeting.id } });
  });
  return (
    <Modal opened onClose={onClose} title="End the meeting" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p className={styles.hint}>Agenda and notes can only be read from then on. {whereTo(next)}</p>
        {unsettled.length > 0 && <ul className={styles.unsettled} aria-label="Items without an outcome">{unsettled.map((item) => <Settling key={item.id} item={item} />)}</ul>}
        {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
        <Line>
          <Button type="submit" variant="filled" loading={busy}>End the meeting</Button>
          <Button variant="subtle" onClick={onClose}>Go on</Button>
        </Line>
      </form>
    </Modal>
  );
}

/** Carrying over needs a meeting to carry to: whoever has none learns it while they can still arrange it. */
const whereTo = (next: InSeries | undefined): string =>
  next === undefined
    ? 'No next meeting of a series is arranged: what is carried over stands in this summary only.'
    : `What is carried over stands on the agenda of the next meeting, “${next.title}”.`;

function Settling({ item: { id, title, startedAt } }: { item: AgendaItemShown }): ReactNode {
  const [outcome, setOutcome] = useState<AgendaOutcome>(startedAt == null ? 'carried_over' : 'discussed');
  return (
    <li>
      <NativeSelect
        name={`outcome-${id}`} label={title} value={outcome} onChange={({ currentTarget: { value } }) => { setOutcome(value as AgendaOutcome); }}
        data={outcomes.map((value) => ({ value, label: outcomeWord(value) }))}
      />
      {outcome === 'dropped' && <TextInput name={`because-${id}`} label="Because" autoFocus />}
    </li>
  );
}
