import { skipToken, useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { graphql } from '../../graphql/generated';
import { Card, Failure, Line, Link, Stage, Unseen } from '../../ui';
import styles from './new-proposal.module.css';

const SimilarProposals = graphql(`
  query SimilarProposals($text: String!) {
    similarProposals(text: $text) {
      similarity
      proposal { id title stage parkedReason }
    }
  }
`);

const ENOUGH = 8;

/** What the group has written about the same, the parked ones with what stopped them. Known rows stay while the next come. */
export function Similar({ text }: { text: string }): ReactNode {
  const { data: fresh, previousData, error } = useQuery(SimilarProposals, text.length < ENOUGH ? skipToken : { variables: { text } });
  const found = (fresh ?? previousData)?.similarProposals ?? [];

  if (error !== undefined) return <Failure what="Similar proposals could not be looked up" error={error} />;
  if (text.length < ENOUGH) return <p className={styles.quiet}>As you write, proposals about the same appear here, with what came of them.</p>;
  if (found.length === 0) return <p className={styles.quiet}>Nothing like it so far.</p>;
  return (
    <Card>
      <span role="status"><Unseen>{`${found.length} similar`}</Unseen></span>
      {found.map(({ proposal }) => (
        <div key={proposal.id} className={styles.similar}>
          <Link href={addresses.proposal(proposal.id)} className={styles.similarTitle} target="_blank">{proposal.title}</Link>
          <Line><Stage stage={proposal.stage} /></Line>
          {proposal.parkedReason !== null && <p className={styles.quiet}>{proposal.parkedReason}</p>}
        </div>
      ))}
    </Card>
  );
}
