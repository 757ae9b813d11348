import { IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Icon, Link, Mark } from '../../ui';
import { addresses } from '../addresses';
import { type PlaceName, places } from '../places';
import styles from './frame.module.css';

interface NavigationProps {
  readonly here: PlaceName | undefined;
  readonly group: string;
  /** How many things need the person; shown at Home, never in red. */
  readonly needed: number;
}

/** The six places, and at the foot the group and its settings. Folded, the words are titles of the icons. */
export function Navigation({ here, group, needed, folded }: NavigationProps & { folded: boolean }): ReactNode {
  return (
    <nav className={styles.nav} aria-label="Main" data-region tabIndex={-1}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>Colloquium</span>
      </div>
      <ul>
        {places.map(({ name, label, href, icon }) => (
          <li key={name}>
            <Link href={href} aria-current={here === name ? 'page' : undefined} title={folded ? label : undefined} className={styles.place}>
              <Icon of={icon} />
              <span className={styles.label}>{label}</span>
              {name === 'home' && needed > 0 && <Needed count={needed} />}
            </Link>
          </li>
        ))}
      </ul>
      <Link href={addresses.group()} aria-current={here === 'settings' ? 'page' : undefined} title={folded ? `${group}: settings` : undefined} className={styles.place} data-foot>
        <Icon of={IconSettings} />
        <span className={styles.label}>{group}</span>
      </Link>
    </nav>
  );
}

const Needed = ({ count }: { count: number }): ReactNode => <span className={styles.count} aria-label={`${count} need you`} role="img">{count}</span>;

/** Under 760 px: five places at the foot. Experiments are reached through proposals and search. */
export function TabBar({ here, needed }: Omit<NavigationProps, 'group'>): ReactNode {
  return (
    <nav className={styles.tabs} aria-label="Places">
      {places.filter(({ onPhones }) => onPhones).map(({ name, label, href, icon }) => (
        <Link key={name} href={href} aria-current={here === name ? 'page' : undefined}>
          <Icon of={icon} />
          {name === 'home' && needed > 0 && <i className={styles.dot} />}
          {label}
        </Link>
      ))}
    </nav>
  );
}
