import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

import { addresses } from '../../app/addresses';
import { Card, Link, stageWords, Written } from '../../ui';
import { addressOfMissing, leadsOn, moveWords } from '../proposals/stages';
import type { Movable, Move } from '../proposals/useStageMoves';
import { HealthOfSubmission } from './HealthOfSubmission';
import type { PortfolioRow } from './portfolio';
import styles from './portfolio.module.css';

/** The chosen row, opened below the rows: how it stands, and what its next stage waits for. */
export function PortfolioDetail({ row: { proposal, submission }, onMove }: { row: PortfolioRow; onMove: (proposal: Movable, move: Move) => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  // What one opens comes into sight, however long the table is.
  useEffect(() => { place.current?.scrollIntoView({ block: 'nearest' }); }, [proposal.id]);
  const next = proposal.nextStages.find(({ stage }) => leadsOn(proposal.stage, stage));
  return (
    <div ref={place} className={styles.detail} aria-live="polite">
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
              ? <Onward proposal={proposal} next={next} onMove={onMove} />
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

interface OnwardProps {
  readonly proposal: PortfolioRow['proposal'];
  readonly next: Move;
  readonly onMove: (proposal: Movable, move: Move) => void;
}

function Onward({ proposal, next, onMove }: OnwardProps): ReactNode {
  if (!proposal.viewerMay.includes('move')) return <p>Its authors or a lead may move it on.</p>;
  return <Button onClick={() => { onMove(proposal, next); }}>{moveWords(proposal.stage, next.stage)}</Button>;
}
