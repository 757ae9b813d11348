import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

import { useOfferedActions } from '../actions/actions';
import { keyCaps } from '../actions/keys';
import type { ActionSection, PageAction } from '../actions/registry';
import { onMac } from '../platform';
import styles from './palette.module.css';

const SECTIONS: Record<ActionSection, string> = { here: 'On this page', move: 'Moving about', go: 'Going to', everywhere: 'Everywhere' };

/** Every key that does something on the page that is open. */
export default function KeysDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Modal opened onClose={onClose} title="Keys of this page" size={620} radius="lg" closeButtonProps={{ 'aria-label': 'Close' }} transitionProps={{ duration: 180 }}>
      <Keys />
    </Modal>
  );
}

function Keys(): ReactNode {
  const offered = useOfferedActions();
  const inSection = (wanted: ActionSection) => offered.filter(({ keys, section = 'here' }) => keys !== undefined && section === wanted);
  return (
    <div className={styles.keys}>
      {(Object.keys(SECTIONS) as ActionSection[]).map((section) => {
        const actions = inSection(section);
        return actions.length > 0 && (
          <section key={section}>
            <h3>{SECTIONS[section]}</h3>
            <dl>{actions.map((action) => <KeyOf key={action.id} action={action} />)}</dl>
          </section>
        );
      })}
    </div>
  );
}

const KeyOf = ({ action }: { action: PageAction }): ReactNode => (
  <div>
    <dt>{action.label}</dt>
    <dd>{keyCaps(action.keys ?? '', onMac).map((cap) => <kbd key={cap}>{cap}</kbd>)}</dd>
  </div>
);
