import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHandStop, IconQuestionMark } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';

import { codeOf, DomainFailure } from '../failure';
import { Icon } from './Icon';
import { Link } from './Link';
import styles from './states.module.css';
import { Unseen } from './text';

interface NoticeProps {
  readonly icon: ReactNode;
  readonly tone: 'neg' | 'warn' | 'none' | 'crit' | 'stale';
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Read out at once, because it answers what the person just did. */
  readonly urgent?: boolean;
}

/** A sentence in a card: what happened, why, and what can be done. */
export function Notice({ icon, tone, title, children, urgent = false }: NoticeProps): ReactNode {
  return (
    <div className={styles.notice} role={urgent ? 'alert' : undefined}>
      <span className={styles.sign} data-tone={tone}>{icon}</span>
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

/** The same words for what does not exist and for what one may not read, so that nothing is given away. */
export function NotFound({ what = 'This' }: { what?: string }): ReactNode {
  return (
    <Notice icon={<Icon of={IconQuestionMark} />} tone="none" title={`${what} does not exist, or is not visible to you`}>
      <p>Whoever gave you the address can share it with you.</p>
    </Notice>
  );
}

interface FailureProps {
  /** What could not be done, as a clause: "The runs could not be loaded". */
  readonly what: string;
  readonly error: unknown;
  /** What is not lost: "What you typed is kept." */
  readonly kept?: string;
  readonly onRetry?: () => unknown;
}

/** The first of the four states: one part failed, the rest of the page stays. */
export function Failure({ what, error, kept, onRetry }: FailureProps): ReactNode {
  if (codeOf(error) === 'NOT_FOUND') return <NotFound />;
  const requestId = error instanceof DomainFailure ? error.requestId : undefined;
  return (
    <Notice icon={<Icon of={IconAlertTriangle} />} tone="crit" title={what} urgent>
      <p>{[reasonOf(error), kept].filter((sentence) => sentence !== undefined).join(' ')}</p>
      {(onRetry !== undefined || requestId !== undefined) && (
        <div className={styles.ways}>
          {onRetry !== undefined && <Button size="xs" onClick={() => void onRetry()}>Try again</Button>}
          {requestId !== undefined && <code>request {requestId}</code>}
        </div>
      )}
    </Notice>
  );
}

/** A failure's sentence for people. What is not one of ours has a message for engineers, which helps nobody here. */
export function reasonOf(error: unknown): string {
  return error instanceof DomainFailure ? error.message : 'The page met an error of its own.';
}

/** A move that is refused, with what is missing as links to where it can be given. */
export function Refused({ title, children, missing }: { title: string; children: ReactNode; missing: readonly { label: string; href: string }[] }): ReactNode {
  return (
    <Notice icon={<Icon of={IconHandStop} />} tone="neg" title={title} urgent>
      <p>{children}</p>
      <ul className={styles.missing}>
        {missing.map(({ label, href }) => <li key={label}><Link href={href}>{label}</Link></li>)}
      </ul>
    </Notice>
  );
}

const PATIENCE = { shape: 300, sentence: 8_000 };
const WIDTHS = [42, 88, 74, 36, 81];

/**
 * The second state: nothing for 300 ms, because most answers come sooner; then the shape of what comes, without shimmer;
 * after 8 s a sentence. `what` is said to screen readers: "Loading the runs".
 */
export function Waiting({ what, lines = 3, bare = false }: { what: string; lines?: number; bare?: boolean }): ReactNode {
  const stage = usePatience();
  return (
    <div className={styles.waiting} data-bare={bare || undefined} aria-busy hidden={stage === 'quiet'}>
      {Array.from({ length: lines }, (_, index) => <i key={index} style={{ width: `${WIDTHS[index % WIDTHS.length]}%` }} />)}
      <span role="status">
        {stage === 'shape' && <Unseen>Loading {what}</Unseen>}
        {stage === 'slow' && 'This takes longer than usual. It goes on by itself.'}
      </span>
    </div>
  );
}

function usePatience(): 'quiet' | 'shape' | 'slow' {
  const [stage, setStage] = useState<'quiet' | 'shape' | 'slow'>('quiet');
  useEffect(() => {
    const timers = [setTimeout(() => { setStage('shape'); }, PATIENCE.shape), setTimeout(() => { setStage('slow'); }, PATIENCE.sentence)];
    return () => { timers.forEach(clearTimeout); };
  }, []);
  return stage;
}

/** The third state: what will appear here and how it gets here, and the first step. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className={styles.empty}>
      <svg width="64" height="40" viewBox="0 0 64 40" fill="none" strokeWidth="2" aria-hidden>
        <path d="M6 12h38M14 28h44" stroke="var(--cq-line-strong)" strokeLinecap="round" strokeDasharray="3 5" />
        <circle cx="22" cy="12" r="6" fill="var(--cq-surface)" stroke="var(--cq-line-strong)" />
        <circle cx="42" cy="28" r="6" fill="var(--cq-surface)" stroke="var(--cq-ink-text)" />
      </svg>
      <strong>{title}</strong>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Empty because of a filter is another sentence, and another way out. */
export function NothingMatches({ what, onClear }: { what: string; onClear: () => void }): ReactNode {
  return (
    <Empty title={`No ${what} match this filter`} action={<Button size="xs" onClick={onClear}>Clear filter</Button>}>
      There may be others that the filter leaves out.
    </Empty>
  );
}
