import { IconArrowBackUp, IconCheck, IconClock, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { RunStatus } from '../../../graphql/generated/graphql';
import { Badge, Icon } from '../../../ui';
import type { RunShown } from './queries';
import styles from './runs.module.css';

const statusWords: Record<RunStatus, string> = { running: 'Running', scheduled: 'Scheduled', finished: 'Finished', failed: 'Failed', killed: 'Killed' };
const statusIcons = { running: IconPlayerPlay, scheduled: IconClock, finished: IconCheck, failed: IconX, killed: IconArrowBackUp } as const;

/** How a run ended; or why it counts nowhere, which is more important then. */
export function Standing({ run: { status, standing, standingReason } }: { run: Pick<RunShown, 'status' | 'standing' | 'standingReason'> }): ReactNode {
  if (standing !== 'valid') {
    const word = standing === 'superseded' ? 'Superseded' : 'Invalid';
    return <Badge tone="none" mark={<Icon of={IconX} small />}>{standingReason ? `${word}: ${standingReason}` : word}</Badge>;
  }
  return <span className={styles.status}><Icon of={statusIcons[status]} small />{statusWords[status]}</span>;
}
