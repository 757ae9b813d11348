import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { Avatar } from '../../ui';
import type { MeetingShown } from './queries';
import styles from './room.module.css';

interface FollowerBarProps {
  readonly meeting: MeetingShown;
  readonly isElsewhere: boolean;
  readonly onLookAround: () => void;
  readonly onRejoin: () => void;
  readonly onStepIn: () => void;
}

/** What everybody but the facilitator has at the foot: they follow, look around by themselves, and come back. */
export function FollowerBar({ meeting: { facilitator, currentItem, viewerMay }, isElsewhere, onLookAround, onRejoin, onStepIn }: FollowerBarProps): ReactNode {
  return (
    <section className={styles.bar} aria-label="Controls" data-region tabIndex={-1}>
      {facilitator != null && <span className={styles.who}><Avatar person={facilitator} small named /><b>{facilitator.name}</b> facilitates</span>}
      <div className={styles.controls}>
        <span role="status" className={styles.follows}>{isElsewhere ? 'You look around' : 'You follow'}</span>
        {isElsewhere
          ? <Button size="xs" variant="filled" onClick={onRejoin}>Rejoin</Button>
          : currentItem != null && <Button size="xs" onClick={onLookAround}>Look around</Button>}
      </div>
      {viewerMay.includes('facilitate') && <Button size="xs" variant="subtle" onClick={onStepIn}>Step in</Button>}
    </section>
  );
}
