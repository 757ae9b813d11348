import type { ReactNode } from 'react';

import styles from './table.module.css';
import { Unseen } from './text';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right, in figures of one width. */
  readonly number?: boolean;
  /** Says nothing to the eye: the column of buttons. */
  readonly unseen?: boolean;
}

/** A table in a card. Where it is too wide it scrolls within its frame, and its first column stays. */
export function Table({ label, columns, children }: { label: string; columns: readonly TableColumn[]; children: ReactNode }): ReactNode {
  return (
    <div className={styles.frame} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ title, number, unseen }) => (
              <th key={title} scope="col" data-number={number || undefined}>{unseen ? <Unseen>{title}</Unseen> : title}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
