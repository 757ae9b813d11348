import type { ReactNode } from 'react';

import styles from './text.module.css';
import { useNow } from './now';
import { fromNow, moment } from './time';

/** Why this is here. Each row of a queue or an agenda ends in it. */
export function Because({ children }: { children: ReactNode }): ReactNode {
  return (
    <p className={styles.because}>
      <span>because </span>
      {children}
    </p>
  );
}

/** What a person wrote, quoted in the interface: serif wherever it stands. */
export function Written({ children, size = 'md' }: { children: ReactNode; size?: 'sm' | 'md' | 'lg' }): ReactNode {
  return <span className={styles.written} data-size={size}>{children}</span>;
}

/** Text of a person as it was typed, with its line breaks and without any Markdown. */
export function PlainText({ children }: { children: string }): ReactNode {
  return <p className={styles.plain}>{children}</p>;
}

/** "12 min ago", "in 6 d"; the full time is its title. */
export function RelativeTime({ at, zone }: { at: string; zone?: string | null }): ReactNode {
  const now = useNow();
  const instant = new Date(at);
  return <time dateTime={at} title={moment(instant, now, zone ?? undefined)}>{fromNow(instant, now)}</time>;
}

/** Secondary words beside something: a count, a date, a unit. */
export function Aside({ children }: { children: ReactNode }): ReactNode {
  return <span className={styles.aside}>{children}</span>;
}

/** Words for screen readers only. */
export function Unseen({ children }: { children: ReactNode }): ReactNode {
  return <span className={styles.unseen}>{children}</span>;
}
