import type { ReactNode } from 'react';

import { DocumentWorkspace } from '../documents/DocumentWorkspace';
import { InPlace } from './InPlace';
import type { Facts, ProposalShown } from './queries';
import { Rail } from './Rail';
import styles from './rail.module.css';
import { useUpdate } from './useProposal';

/** The live text, with the proposal's title above it and what is known of it beside it. */
export function DocumentTab({ proposal, facts }: { proposal: ProposalShown; facts: Facts }): ReactNode {
  const update = useUpdate(facts);
  const title = (
    <h1 className={styles.title}>
      <InPlace label="Title" value={facts.title} invitation="Give it a title" mayEdit={facts.viewerMay.includes('edit')} oneLine look="title" onSave={(next) => update({ title: next })} />
    </h1>
  );
  return (
    <DocumentWorkspace
      document={proposal.document}
      threads={{ kind: 'proposal', id: facts.id }}
      heading={title}
      left={<Rail facts={facts} />}
      placeholder="What is the idea, and why should it work? A heading begins with # and a space."
    />
  );
}
