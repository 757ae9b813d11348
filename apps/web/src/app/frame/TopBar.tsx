import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import type { ReactNode, RefCallback } from 'react';

import { Icon, Link } from '../../ui';
import { keyCaps } from '../actions/keys';
import { onMac } from '../platform';
import { AccountMenu } from './AccountMenu';
import styles from './frame.module.css';
import type { Crumb } from './head';
import type { SlotName } from './slots';

interface TopBarProps {
  readonly trail: readonly Crumb[];
  readonly title: string;
  /** On reading pages the palette is a button of its size, so that the page's own things have the room. */
  readonly reading: boolean;
  readonly slot: (name: SlotName) => RefCallback<HTMLElement>;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** Where I am, whether it is saved, who is here, the page's one action, the palette, and I myself. */
export function TopBar({ trail, title, reading, slot, onPalette, onKeys }: TopBarProps): ReactNode {
  return (
    <header className={styles.top} data-region tabIndex={-1}>
      <nav aria-label="Where you are" className={styles.crumbs}>
        <ol>
          {trail.map(({ label, href }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
              <Icon of={IconChevronRight} small />
            </li>
          ))}
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <div className={styles.slots}>
        <div className={styles.slot} ref={slot('saved')} />
        <div className={styles.slot} ref={slot('presence')} />
        <div className={styles.slot} ref={slot('action')} />
        <UnstyledButton className={styles.find} data-small={reading || undefined} onClick={onPalette} aria-label="Search or do" aria-haspopup="dialog">
          <Icon of={IconSearch} small />
          <span>Search or do</span>
          <kbd>{keyCaps('mod+k', onMac).join(' ')}</kbd>
        </UnstyledButton>
        <AccountMenu onKeys={onKeys} />
      </div>
    </header>
  );
}
