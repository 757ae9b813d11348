import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';

import { actionFor } from '../../app/actions/actions';
import { chordOf, isPlain } from '../../app/actions/keys';
import { addresses } from '../../app/addresses';
import type { LiveDocument } from '../../sync/live-documents';
import { useSaving } from '../../sync/useLiveDocument';
import { count, Icon, Link, Notice } from '../../ui';
import styles from './workspace.module.css';

interface TextNoticesProps {
  readonly live: LiveDocument;
  readonly locked: string | undefined;
  /** Somebody who may read this text and not write it. */
  readonly isReader: boolean;
  readonly mayComment: boolean;
}

/** Why nobody, or this person, writes here; and what the server did not take. What is on this device is always kept. */
export function TextNotices({ live, locked, isReader, mayComment }: TextNoticesProps): ReactNode {
  const here = useLocation({ select: ({ href }) => href });
  const { refused, ended, told, pending } = useSaving(live);
  const lock = locked ?? (isReader ? `You can read this${mayComment ? ' and comment on it' : ''}. Writing is for its authors.` : undefined);
  const trouble = refused ?? (ended === null ? undefined : endWords(ended.code)) ?? told ?? undefined;
  const words = trouble === undefined ? undefined : troubles[trouble] ?? troubles['LOST'];
  return (
    <div className={styles.notices}>
      {lock !== undefined && <p className={styles.lock}><Icon of={IconLock} small />{lock}</p>}
      {words !== undefined && (
        <Notice icon={<Icon of={IconAlertTriangle} />} tone={trouble === 'QUARANTINED' ? 'warn' : 'crit'} title={words.title} urgent>
          <p>{words.why}{pending > 0 && ` ${count(pending, 'change')} of yours ${pending === 1 ? 'is' : 'are'} kept on this device only.`}</p>
          {trouble === 'SIGNED_OUT' && <Link href={addresses.signIn(here)}>Sign in</Link>}
        </Notice>
      )}
    </div>
  );
}

/** By the code of the server's refusal, or of our own for a connection that ended. */
const troubles: Record<string, { readonly title: string; readonly why: string }> = {
  READ_ONLY: { title: 'What you wrote was not saved', why: 'You may read this document, and not write it any more.' },
  DOCUMENT_FULL: { title: 'What you wrote was not saved', why: 'This document is as big as a document may be. Move a part of it to another.' },
  QUARANTINED: { title: 'A change was left out', why: 'Somebody’s page sent a change that no document can hold. Everything else is there.' },
  SIGNED_OUT: { title: 'You are signed out', why: 'Sign in again to go on writing.' },
  LOST: { title: 'This document is closed to you', why: 'It was deleted, or is not shared with you any more.' },
};

/** 4401 is "who are you?"; every other final code says that the document is not there for this person. */
const endWords = (code: number): string => (code === 4401 ? 'SIGNED_OUT' : 'LOST');

const TOLD_MS = 4_000;

/** A text that is read: typing into it is refused, and said to be. Keys that mean something on the page go on working. */
export function ReadOnlyText({ isReadOnly, children }: { isReadOnly: boolean; children: ReactNode }): ReactNode {
  const [isTold, setTold] = useState(false);
  useEffect(() => {
    if (!isTold) return undefined;
    const timer = setTimeout(() => { setTold(false); }, TOLD_MS);
    return () => { clearTimeout(timer); };
  }, [isTold]);
  const press = (event: KeyboardEvent) => {
    const { target, nativeEvent } = event;
    if (!isReadOnly || !isPlain(nativeEvent) || nativeEvent.key === ' ' || !(target instanceof HTMLElement) || target.isContentEditable || target.closest('input, textarea, button') !== null) return;
    if (actionFor(chordOf(nativeEvent)) === undefined) setTold(true);
  };
  return (
    <div onKeyDown={press}>
      {children}
      <div className={styles.told} role="alert">{isTold && 'This text is read-only for you: nothing was written.'}</div>
    </div>
  );
}
