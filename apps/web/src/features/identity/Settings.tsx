import type { ReactNode } from 'react';

import { type TabLink, TabLinks } from '../../ui';
import styles from './settings.module.css';

/** A page of settings: the parts with addresses of their own, and the chosen one. */
export function Settings({ label, tabs, current, children }: { label: string; tabs: readonly TabLink[]; current: string; children: ReactNode }): ReactNode {
  return (
    <>
      <div className={styles.head}><TabLinks label={label} tabs={tabs} current={current} /></div>
      {children}
    </>
  );
}
