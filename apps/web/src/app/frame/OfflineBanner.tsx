import { IconWifiOff } from '@tabler/icons-react';
import { type ReactNode, useSyncExternalStore } from 'react';

import { Icon } from '../../ui';
import styles from './frame.module.css';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

const isOnline = (): boolean => navigator.onLine;

/** Said while the device has no network: what stands here is what was known. Documents say beside it what they keep. */
export function OfflineBanner(): ReactNode {
  const online = useSyncExternalStore(subscribe, isOnline);
  return (
    <div role="status">
      {!online && (
        <p className={styles.offline}>
          <Icon of={IconWifiOff} small />
          <span><strong>Offline.</strong> You see what was known when the network went. Documents stay open for writing.</span>
        </p>
      )}
    </div>
  );
}
