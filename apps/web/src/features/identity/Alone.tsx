import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';

import { Icon, Mark } from '../../ui';
import styles from './alone.module.css';

/** A page of one form in the middle, for somebody who is not signed in. */
export function Alone({ title, children, footer }: { title: string; children: ReactNode; footer?: ReactNode }): ReactNode {
  useTabTitle(title);
  return (
    <div className={styles.center}>
      <main>
        <div className={styles.mark}><Mark size={34} /></div>
        <h1>{title}</h1>
        {children}
      </main>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </div>
  );
}

export function useTabTitle(title: string): void {
  useEffect(() => { document.title = `${title} · Colloquium`; }, [title]);
}

/** Why a form was refused. */
export function Refusal({ children }: { children: string | undefined }): ReactNode {
  return <div role="alert">{children !== undefined && <p className={styles.refusal}><Icon of={IconAlertTriangle} small /> {children}</p>}</div>;
}
