import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { Card, Link, stageWords, Written } from '../../ui';
import { addressOfMissing, leadsOn } from '../proposals/stages';
import { HealthOfSubmission } from './HealthOfSubmission';
import type { PortfolioRow } from './portfolio';
import styles from './portfolio.module.css';

/** The chosen row, opened below the rows: how it stands, and what its next stage waits for. */
export function PortfolioDetail({ row: { proposal, submission } }: { row: PortfolioRow }): ReactNode {
  const next = proposal.nextStages.find(({ stage }) => leadsOn(proposal.stage, stage));
  return (
    <div className={styles.detail} aria-live="polite">
      <section aria-label="How it stands">
        <h2>How <Written size="lg">{proposal.title}</Written> stands</h2>
        {submission == null
          ? <Card padded><p>It aims at no venue yet. <Link href={addresses.proposal(proposal.id, 'submission')}>Choose one</Link></p></Card>
          : <HealthOfSubmission submission={submission} mayPost={submission.viewerMay.includes('edit')} />}
      </section>
      {next !== undefined && (
        <section aria-label="What is missing">
          <h2>{next.missing.length === 0 ? `Nothing is missing for ${stageWords[next.stage].toLowerCase()}` : `Missing for ${stageWords[next.stage].toLowerCase()}`}</h2>
          <Card padded>
            {next.missing.length === 0
              ? <p><Link href={addresses.proposal(proposal.id)}>Open the proposal</Link> to move it on.</p>
              : (
                <>
                  <p className={styles.quiet}>The move is refused until these are settled.</p>
                  <ul className={styles.missing}>{next.missing.map(({ code, label }) => <li key={code}><Link href={addressOfMissing(proposal.id, code)}>{label}</Link></li>)}</ul>
                </>
              )}
          </Card>
        </section>
      )}
    </div>
  );
}
