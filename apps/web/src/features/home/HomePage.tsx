import { IconPlus } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import type { PageAction } from '../../app/actions/registry';
import { addresses } from '../../app/addresses';
import { ComingUp } from './ComingUp';
import { Mine } from './Mine';
import { NeedsMe } from './NeedsMe';
import styles from './home.module.css';

/** What needs me, what comes up, and what is mine. */
export default function HomePage(): ReactNode {
  const router = useRouter();
  usePageActions(useMemo<PageAction[]>(() => [
    { id: 'new-proposal', label: 'Start a proposal', icon: IconPlus, keys: 'n', run: () => router.navigate({ href: addresses.newProposal }) },
  ], [router]));
  return (
    <div className={styles.home}>
      <NeedsMe />
      <aside aria-label="Coming up and mine" className={styles.side}>
        <ComingUp />
        <Mine />
      </aside>
    </div>
  );
}
