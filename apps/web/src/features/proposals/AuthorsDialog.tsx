import { useMutation } from '@apollo/client/react';
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { Line, type PersonShown, useToaster } from '../../ui';
import styles from './dialogs.module.css';
import { People } from './People';
import { type Facts, SetProposalAuthors } from './queries';

/** Authors write the text, answer for it and decide who reads it. */
export function AuthorsDialog({ facts, onClose }: { facts: Facts; onClose: () => void }): ReactNode {
  const [authors, setAuthors] = useState<readonly PersonShown[]>(facts.authors);
  const [save] = useMutation(SetProposalAuthors);
  const { say } = useToaster();
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['authorIds'], async () => {
    const before = facts.authors.map(({ id }) => id);
    await save({ variables: { id: facts.id, authorIds: authors.map(({ id }) => id) } });
    say('The authors were changed.', () => save({ variables: { id: facts.id, authorIds: before } }));
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Authors" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={onSubmit} className={styles.form}>
        <People label="Authors, in their order" description="They write the text, answer concerns and decide who may read." people={authors} onChange={setAuthors} error={errorOf('authorIds')} />
        {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
        <Line>
          <Button type="submit" variant="filled" loading={busy}>Save the authors</Button>
          <Button variant="subtle" onClick={onClose}>Leave them</Button>
        </Line>
      </form>
    </Modal>
  );
}
