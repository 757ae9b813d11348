import { useMutation } from '@apollo/client/react';
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import type { Severity, ThreadKind } from '../../graphql/generated/graphql';
import { severityWords, Written } from '../../ui';
import { type Anchor, LEAF } from './anchors';
import { CommentEditor } from './CommentEditor';
import { OpenThread } from './queries';
import styles from './threads.module.css';
import type { ListedThread, ThreadSubject } from './useThreads';

/** A thread that is being written: what it will be about. */
export interface Draft {
  readonly kind: OpenedKind;
  /** Null when it is about the whole. */
  readonly anchor: Anchor | null;
}

/** A suggestion is made by changing the text, which is another way of beginning. */
export type OpenedKind = Exclude<ThreadKind, 'suggestion'>;

const kinds: readonly { value: OpenedKind; label: string; ask: string }[] = [
  { value: 'comment', label: 'Comment', ask: 'What do you want to say?' },
  { value: 'question', label: 'Question', ask: 'What do you want to know?' },
  { value: 'concern', label: 'Concern', ask: 'What is wrong, and what would settle it?' },
];

interface ThreadFormProps {
  readonly draft: Draft;
  readonly subject: ThreadSubject;
  readonly documentId: string;
  readonly onOpened: (thread: ListedThread) => void;
  readonly onCancel: () => void;
}

export function ThreadForm({ draft, subject, documentId, onOpened, onCancel }: ThreadFormProps): ReactNode {
  const [kind, setKind] = useState<OpenedKind>(draft.kind);
  const [severity, setSeverity] = useState<Severity>('major');
  const [openThread] = useMutation(OpenThread);
  const ask = kinds.find(({ value }) => value === kind)?.ask ?? '';

  const send = async (body: string) => {
    const { data } = await openThread({
      variables: {
        input: {
          ...(subject.kind === 'proposal' ? { proposalId: subject.id } : { documentId: subject.id }),
          kind, body,
          ...(kind === 'concern' ? { severity } : {}),
          ...(draft.anchor === null ? {} : { anchor: { documentId, ...draft.anchor } }),
        },
      },
    });
    if (data != null) onOpened(data.openThread);
  };

  return (
    <section className={styles.card} data-open aria-label="New thread">
      {draft.anchor === null
        ? <p className={styles.about}>on the whole</p>
        : <p className={styles.quoted}><Written size="sm">“{draft.anchor.quote.replaceAll(LEAF, '…')}”</Written></p>}
      <SegmentedControl<OpenedKind> size="xs" fullWidth aria-label="Kind" value={kind} onChange={setKind} data={kinds.map(({ value, label }) => ({ value, label }))} />
      {kind === 'concern' && (
        <SegmentedControl<Severity> size="xs" fullWidth aria-label="Severity" value={severity} onChange={setSeverity} data={(['minor', 'major', 'blocking'] as const).map((value) => ({ value, label: severityWords[value] }))} />
      )}
      <CommentEditor key={kind} label={ask} placeholder={ask} action="Send" draft={`new:${subject.id}`} onSend={send} onCancel={onCancel} autoFocus primary />
    </section>
  );
}
