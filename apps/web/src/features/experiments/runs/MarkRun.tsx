import { useMutation } from '@apollo/client/react';
import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';

import { useSubmit } from '../../../app/useSubmit';
import { graphql } from '../../../graphql/generated';
import type { RunStanding } from '../../../graphql/generated/graphql';
import { reasonOf, useToaster } from '../../../ui';
import shared from '../experiments.module.css';
import { useRecompute } from '../live';
import type { RunShown } from './queries';

const MarkRunMutation = graphql(`
  mutation MarkRun($id: ID!, $standing: RunStanding!, $reason: String) {
    markRun(id: $id, standing: $standing, reason: $reason) {
      id
      ...RunRow
    }
  }
`);

type Marked = Pick<RunShown, 'id' | 'name' | 'standing' | 'standingReason'>;

/** Says whether a run counts, and offers to take it back. Throws what the server refuses. */
export function useMarkRun(): (run: Marked, standing: RunStanding, reason: string | null) => Promise<void> {
  const [mark] = useMutation(MarkRunMutation, { onCompleted: useRecompute() });
  const { say } = useToaster();
  return useCallback(async (run, standing, reason) => {
    await mark({ variables: { id: run.id, standing, reason } });
    const takeBack = async () => {
      try {
        await mark({ variables: { id: run.id, standing: run.standing, reason: run.standingReason } });
      } catch (failure) {
        say(`${run.name} stays as it is. ${reasonOf(failure)}`);
      }
    };
    say(standing === 'valid' ? `${run.name} counts again.` : `${run.name} is marked ${standing} and counts nowhere.`, takeBack);
  }, [mark, say]);
}

/** Asks why a run shall not count. It is kept and struck through, and left out of every aggregate. */
export function MarkRunDialog({ run, onClose }: { run: Marked; onClose: () => void }): ReactNode {
  const mark = useMarkRun();
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['reason', 'standing'], async ({ standing, reason = '' }) => {
    await mark(run, standing as RunStanding, reason);
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={`Leave out ${run.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={onSubmit} className={shared.form}>
        <p>The run stays, struck through, and counts in no mean, interval or comparison.</p>
        <Radio.Group name="standing" label="Because it is" defaultValue="superseded">
          <Radio value="superseded" label="Superseded" description="Another run takes its place." />
          <Radio value="invalid" label="Invalid" description="Something was wrong with it." />
        </Radio.Group>
        <TextInput name="reason" label="Reason" placeholder="old schedule" required withAsterisk={false} data-autofocus error={errorOf('reason')} />
        {refusal !== undefined && <p role="alert">{refusal}</p>}
        <div className={shared.ways}>
          <Button type="submit" variant="filled" loading={busy}>Leave it out</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  );
}
