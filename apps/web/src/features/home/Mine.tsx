import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { Card, count, Empty, Failure, Line, Link, Section, Stage, Waiting } from '../../ui';
import styles from './home.module.css';
import { MyProposals } from './my-proposals';

/** How many of my proposals stand beside the queue; the others are a link away. */
const SHOWN = 5;

export function Mine(): ReactNode {
  return <Section title="Mine"><MyList /></Section>;
}

function MyList(): ReactNode {
  const { data, error, refetch } = useQuery(MyProposals);

  if (error !== undefined) return <Failure what="Your proposals could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="your proposals" />;
  const { nodes, hasMore } = data.proposals;
  if (nodes.length === 0) return <Empty title="No proposals of yours yet">Those that you write, alone or with others, will appear here with their stage.</Empty>;
  return (
    <Card>
      {nodes.slice(0, SHOWN).map(({ id, title, stage, openThreadCount }) => (
        <div key={id} className={styles.item}>
          <Link href={addresses.proposal(id)} className={styles.mineTitle}>{title}</Link>
          <Line apart>
            <Stage stage={stage} />
            <span className={styles.small}>{openThreadCount === 0 ? 'no open threads' : count(openThreadCount, 'open thread')}</span>
          </Line>
        </div>
      ))}
      {(hasMore || nodes.length > SHOWN) && <div className={styles.item}><Link href={`${addresses.proposals}?mine=yes`}>All of mine</Link></div>}
    </Card>
  );
}
