import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { type FragmentType, useFragment, graphql } from '../../graphql/generated';
import { Avatar, count, Line, Link, RelativeTime, Row, Stage } from '../../ui';
import styles from './proposals.module.css';

export const ProposalRowFragment = graphql(`
  fragment ProposalRow on Proposal {
    id
    title
    summary
    stage
    topics
    updatedAt
    openThreadCount
    authors { id name initials colour }
  }
`);

/** One proposal in a list: what it is called, where it stands, who writes it, and what is open on it. */
export function ProposalRow({ proposal }: { proposal: FragmentType<typeof ProposalRowFragment> }): ReactNode {
  const { id, title, summary, stage, topics, updatedAt, openThreadCount, authors } = useFragment(ProposalRowFragment, proposal);
  return (
    <Row id={id} when={<RelativeTime at={updatedAt} />} action={<span className={styles.authors} role="group" aria-label={`By ${authors.map(({ name }) => name).join(', ')}`}>{authors.slice(0, 4).map((person) => <Avatar key={person.id} person={person} />)}</span>}>
      <Link href={addresses.proposal(id)} className={styles.title}>{title}</Link>
      {summary !== '' && <p className={styles.summary}>{summary}</p>}
      <Line>
        <Stage stage={stage} />
        {openThreadCount > 0 && <span className={styles.small}>{count(openThreadCount, 'open thread')}</span>}
        {topics.map((topic) => <span key={topic} className={styles.small}>{topic}</span>)}
      </Line>
    </Row>
  );
}
