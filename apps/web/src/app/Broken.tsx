import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Failure, NotFound } from '../ui';
import styles from './frame/frame.module.css';

/** A page that broke: the frame around it stays, and everything else can be gone to. */
export function Broken({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const again = () => {
    reset();
    return router.invalidate();
  };
  return <div className={styles.alone}><Failure what="This page could not be shown" error={error} kept="What was saved is kept." onRetry={again} /></div>;
}

/** No such address, said as it is said of what one may not read. */
export const NoSuchPage = (): ReactNode => <div className={styles.alone}><NotFound what="This page" /></div>;
