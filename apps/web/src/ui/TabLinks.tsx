import type { ReactNode } from 'react';

import { Link } from './Link';
import styles from './tab-links.module.css';

export interface TabLink {
  readonly label: string;
  readonly href: string;
  /** A count, in small words: "2", "1 of 2". */
  readonly aside?: string | number;
}

/** The parts of a thing that have addresses of their own. */
export function TabLinks({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }): ReactNode {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ label: name, href, aside }) => (
        <Link key={href} href={href} aria-current={href === current ? 'page' : undefined}>
          {name}
          {aside !== undefined && <span> {aside}</span>}
        </Link>
      ))}
    </nav>
  );
}
