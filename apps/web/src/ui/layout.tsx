import type { HTMLAttributes, ReactNode } from 'react';

import styles from './layout.module.css';
import { Aside } from './text';

interface PageProps {
  readonly title: ReactNode;
  /** What stands beside the title in small words: "5 things". */
  readonly aside?: ReactNode;
  /** At the end of the title's line: filters, ways to see the same. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The inside of a page that is a list or a form: its title, then its sections, at most 1180 px wide. */
export function Page({ title, aside, actions, children }: PageProps): ReactNode {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {aside !== undefined && <Aside>{aside}</Aside>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Two columns on a desk, one on a phone, where the second follows the first. */
export function Columns({ children, side, sideLabel }: { children: ReactNode; side: ReactNode; sideLabel: string }): ReactNode {
  return (
    <div className={styles.columns}>
      <div>{children}</div>
      <aside aria-label={sideLabel}>{side}</aside>
    </div>
  );
}

export function Section({ title, aside, actions, children }: PageProps): ReactNode {
  return (
    <section className={styles.section}>
      <header className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside !== undefined && <Aside>{aside}</Aside>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** White paper with a hairline. Cards do not lie in cards. */
export function Card({ children, padded = false, ...rest }: HTMLAttributes<HTMLDivElement> & { padded?: boolean }): ReactNode {
  return <div {...rest} className={styles.card} data-padded={padded || undefined}>{children}</div>;
}

/** A card that is a list of rows, each parted from the next by a hairline. */
export function Rows({ children, label, ordered = false }: { children: ReactNode; label: string; ordered?: boolean }): ReactNode {
  const List = ordered ? 'ol' : 'ul';
  return <List className={styles.card} aria-label={label}>{children}</List>;
}

interface RowProps {
  /** The kind of the thing, as an icon. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** When, in small words. */
  readonly when?: ReactNode;
  /** The one button that does the next thing. */
  readonly action?: ReactNode;
  /** Names the row for keys that act on the focused one. */
  readonly id?: string;
}

/** One thing of a list. `J` and `K` go from row to row. */
export function Row({ icon, children, when, action, id }: RowProps): ReactNode {
  return (
    <li className={styles.row} data-row={id ?? ''} data-plain={icon === undefined || undefined} tabIndex={-1}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <div>{children}</div>
      {(when !== undefined || action !== undefined) && (
        <div className={styles.end}>
          {when !== undefined && <span className={styles.when}>{when}</span>}
          {action}
        </div>
      )}
    </li>
  );
}

/** Things in one line that breaks where it must. `apart` pushes the last to the end. */
export function Line({ children, apart = false }: { children: ReactNode; apart?: boolean }): ReactNode {
  return <div className={styles.line} data-apart={apart || undefined}>{children}</div>;
}
