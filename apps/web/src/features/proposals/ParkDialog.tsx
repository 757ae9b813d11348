import { Button, Modal, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';

import { useSubmit } from '../../app/useSubmit';
import type { ProposalStage } from '../../graphql/generated/graphql';
import { Line } from '../../ui';
import styles from './dialogs.module.css';
import { useMove } from './useMove';

interface ParkDialogProps {
  readonly proposal: { readonly id: string; readonly title: string; readonly stage: ProposalStage };
  readonly onClose: () => void;
}

/** Parking asks why, because whoever has the same idea next year will read it. */
export function ParkDialog({ proposal, onClose }: ParkDialogProps): ReactNode {
  const move = useMove();
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['reason'], async ({ reason = '' }) => {
    if (await move(proposal, 'parked', reason)) onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Park this proposal" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={onSubmit} className={styles.form}>
        <Textarea name="reason" label="Why it stops" description="Shown to whoever has the same idea later. It can be resumed at any time." required withAsterisk={false} minRows={3} data-autofocus error={errorOf('reason')} />
        {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
        <Line>
          <Button type="submit" variant="filled" loading={busy}>Park it</Button>
          <Button variant="subtle" onClick={onClose}>Keep it {proposal.stage === 'draft' ? 'a draft' : 'going'}</Button>
        </Line>
      </form>
    </Modal>
  );
}
