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

interface ProposalRowProps {
  readonly proposal: FragmentType<typeof ProposalRowFragment>;
  /** One line: the title and the stage. */
  readonly compact: boolean;
}

/** One proposal in a list: what it is called, where it stands, who writes it, and what is open on it. */
export function ProposalRow({ proposal, compact }: ProposalRowProps): ReactNode {
  const { id, title, summary, stage, topics, updatedAt, openThreadCount, authors } = useFragment(ProposalRowFragment, proposal);
  const faces = (
    <span className={styles.authors} role="group" aria-label={`By ${authors.map(({ name }) => name).join(', ')}`}>
      {authors.slice(0, 4).map((person) => <Avatar key={person.id} person={person} small={compact} />)}
    </span>
  );
  const name = <Link href={addresses.proposal(id)} className={styles.title}>{title}</Link>;
  const open = openThreadCount > 0 && <span className={styles.small}>{count(openThreadCount, 'open thread')}</span>;
  if (compact) {
    return (
      <Row id={id} when={<span className={styles.ends}>{faces}<RelativeTime at={updatedAt} /></span>}>
        <Line>{name}<Stage stage={stage} />{open}</Line>
      </Row>
    );
  }
  return (
    <Row id={id} when={<RelativeTime at={updatedAt} />} action={faces}>
      {name}
      {summary !== '' && <p className={styles.summary}>{summary}</p>}
      <div className={styles.facts}>
        <Stage stage={stage} />
        {open}
        {topics.map((topic) => <span key={topic} className={styles.topic}>{topic}</span>)}
      </div>
    </Row>
  );
}
