import { IconCloudCheck, IconRepeat, IconWifiOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Icon } from './Icon';
import styles from './saved.module.css';
import { count } from './time';

export interface SavedState {
  /** Changes that the server has not confirmed to survive. */
  readonly unsaved: number;
  readonly online: boolean;
}

/** What has become of the words that were typed. "Saved" means that they survive the server. Announced politely when the state changes. */
export function SavedIndicator({ state }: { state: SavedState }): ReactNode {
  const { icon, words, brief, kind } = savedWords(state);
  return (
    <span className={styles.saved} data-state={kind} role="status">
      <Icon of={icon} small />
      <span className={brief === undefined ? undefined : styles.whole}>{words}</span>
      {brief !== undefined && <span className={styles.brief} aria-hidden>{brief}</span>}
    </span>
  );
}

/** Where the bar is narrow, the sentence is only read out, and its brief form is seen: the bar has one line. */
function savedWords({ unsaved, online }: SavedState) {
  const changes = count(unsaved, 'change');
  if (!online) {
    const kept = unsaved === 0 ? 'What you type is kept' : `${changes} ${unsaved === 1 ? 'is' : 'are'} kept`;
    const brief = unsaved === 0 ? 'Kept here' : `${unsaved} kept here`;
    return { kind: 'offline', icon: IconWifiOff, words: `Offline. ${kept} on this device`, brief };
  }
  if (unsaved > 0) return { kind: 'waiting', icon: IconRepeat, words: `${changes} not yet saved`, brief: `${unsaved} unsaved` };
  return { kind: 'saved', icon: IconCloudCheck, words: 'Saved' };
}
