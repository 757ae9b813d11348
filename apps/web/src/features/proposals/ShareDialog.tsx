import { useMutation } from '@apollo/client/react';
import { Button, Modal, Radio } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { Line, type PersonShown, useToaster } from '../../ui';
import { audienceChoices, audienceSentence, widens } from './audiences';
import styles from './dialogs.module.css';
import { People } from './People';
import { type Facts, ShareProposal } from './queries';

/** Who may read. A dialog, because what somebody has read cannot be taken back. */
export function ShareDialog({ facts, onClose }: { facts: Facts; onClose: () => void }): ReactNode {
  const [audience, setAudience] = useState(facts.audience);
  const [readers, setReaders] = useState<readonly PersonShown[]>(facts.readers);
  const [share] = useMutation(ShareProposal);
  const { say } = useToaster();
  const named = audience === 'authors' ? [] : readers;
  const added = named.filter(({ id }) => facts.readers.every((reader) => reader.id !== id));
  const wider = widens(facts.audience, audience) || added.length > 0;
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['readerIds'], async () => {
    await share({ variables: { id: facts.id, audience, readerIds: named.map(({ id }) => id) } });
    say(`${audienceSentence({ ...facts, audience, readers: named })}.`);
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title="Who may read" closeButtonProps={{ 'aria-label': 'Close' }} size="lg">
      <form onSubmit={onSubmit} className={styles.form}>
        <Radio.Group aria-label="Audience" value={audience} onChange={(value) => { setAudience(value as Facts['audience']); }}>
          <div className={styles.form}>
            {audienceChoices.map(({ value, label, description }) => <Radio key={value} value={value} label={label} description={description} />)}
          </div>
        </Radio.Group>
        {audience !== 'authors' && <People label="People by name" description="They read and comment, whatever the audience." people={readers} onChange={setReaders} error={errorOf('readerIds')} />}
        {wider && (
          <p className={styles.consequence} role="status">
            {`${audienceSentence({ ...facts, audience, readers: named })} then: the text, its history, its threads and its experiments. What was read cannot be unread.`}
          </p>
        )}
        {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
        <Line>
          <Button type="submit" variant="filled" loading={busy}>{wider ? 'Share' : 'Save'}</Button>
          <Button variant="subtle" onClick={onClose}>Leave it</Button>
        </Line>
      </form>
    </Modal>
  );
}
