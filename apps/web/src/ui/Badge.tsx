import type { ReactNode } from 'react';

import styles from './badge.module.css';

/** What a colour says. `plain` says nothing: an outline for states that need no colour. */
export type Tone = 'pos' | 'neg' | 'warn' | 'stale' | 'none' | 'crit' | 'ink' | 'plain';

/** Tint, shape and word in 22 px. `mark` is the shape; the word is never left out. */
export function Badge({ tone, mark, children }: { tone: Tone; mark?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <span className={styles.badge} data-tone={tone}>
      {mark}
      {children}
    </span>
  );
}
