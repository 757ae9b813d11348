import type { ReactNode } from 'react';

import { Unseen } from '../../ui';
import { ExperimentsOfProposal } from '../experiments';
import styles from './head.module.css';

/** The questions that this proposal put to data. */
export default function ExperimentsTab({ proposalId }: { proposalId: string }): ReactNode {
  return (
    <div className={styles.inner}>
      <h1><Unseen>Experiments</Unseen></h1>
      <ExperimentsOfProposal proposalId={proposalId} />
    </div>
  );
}
