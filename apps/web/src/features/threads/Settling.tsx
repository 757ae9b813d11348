import { useMutation } from '@apollo/client/react';
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { useViewer } from '../../app/viewer';
import type { ThreadShownFragment } from '../../graphql/generated/graphql';
import { reasonOf, useToaster } from '../../ui';
import { ConfirmThread, ProposeAddressed, ReopenThread } from './queries';
import styles from './threads.module.css';

/**
 * How a thread is settled: whoever answers for the text says by what, and whoever raised it, or a lead, confirms. Only what
 * the person may do now is offered; who has the word instead is said.
 */
export function Settling({ thread }: { thread: ThreadShownFragment }): ReactNode {
  const { id, state, raisedBy, viewerMay } = thread;
  const me = useViewer().person.id;
  const { say } = useToaster();
  const [isNaming, setNaming] = useState(false);
  const [confirm] = useMutation(ConfirmThread, { variables: { threadId: id } });
  const [reopen] = useMutation(ReopenThread, { variables: { threadId: id } });
  const attempt = (what: string, work: () => Promise<unknown>) => {
    work().catch((error: unknown) => { say(`The thread was not ${what}. ${reasonOf(error)}`); });
  };
  const isOthersWord = state !== 'resolved' && !viewerMay.includes('confirm') && raisedBy.id !== me && (viewerMay.includes('proposeAddressed') || state === 'addressed');

  return (
    <>
      {isNaming && <AddressedBy id={id} onDone={() => { setNaming(false); }} />}
      <div className={styles.foot}>
        {viewerMay.includes('confirm') && <Button size="xs" onClick={() => { attempt('resolved', confirm); }}>Resolve</Button>}
        {viewerMay.includes('proposeAddressed') && !isNaming && <Button size="xs" onClick={() => { setNaming(true); }}>Propose as addressed by…</Button>}
        {viewerMay.includes('reopen') && <Button size="xs" variant="subtle" onClick={() => { attempt('reopened', reopen); }}>Reopen</Button>}
      </div>
      {isOthersWord && <p className={styles.word}>Only {raisedBy.name} or a lead can resolve this.</p>}
    </>
  );
}

/** By what it is settled: a sentence, an edit, a run. Without naming it, nobody could confirm. */
function AddressedBy({ id, onDone }: { id: string; onDone: () => void }): ReactNode {
  const [propose] = useMutation(ProposeAddressed);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['by'], async ({ by = '' }) => {
    await propose({ variables: { threadId: id, by } });
    onDone();
  });
  return (
    <form className={styles.naming} onSubmit={onSubmit}>
      <TextInput name="by" size="xs" label="Addressed by" description="An edit, a run, a reply: what settles it" required withAsterisk={false} autoFocus error={errorOf('by')} />
      {refusal !== undefined && <p className={styles.refusal} role="alert">{refusal}</p>}
      <div className={styles.foot}>
        <Button type="submit" size="xs" loading={busy}>Propose</Button>
        <Button size="xs" variant="subtle" onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
