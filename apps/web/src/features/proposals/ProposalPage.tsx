import { lazy, type ReactNode, Suspense } from 'react';

import { addresses } from '../../app/addresses';
import { NoSuchPage } from '../../app/Broken';
import { usePageHead } from '../../app/frame/head';
import { Failure, Page, Waiting } from '../../ui';
import { DocumentTab } from './DocumentTab';
import { Head, type TabName, tabWords } from './Head';
import styles from './head.module.css';
import type { Facts, ProposalShown } from './queries';
import { useProposal } from './useProposal';

const ExperimentsTab = lazy(async () => ({ default: (await import('../experiments')).ExperimentsOfProposal }));
const SubmissionTab = lazy(() => import('../submissions/SubmissionTab'));
const ActivityTab = lazy(() => import('./ActivityTab'));

const titleOf = ({ title }: Facts, tab: TabName): string => (tab === 'document' ? title : `${title}, ${tabWords[tab].toLowerCase()}`);
const TRAIL = [{ label: 'Proposals', href: addresses.proposals }];

/** A proposal: its head with the tabs, and one of them. The text is the first; what hangs on it has addresses of its own. */
export default function ProposalPage({ id, tab = 'document' }: { id: string; tab?: string }): ReactNode {
  const { proposal, facts, error, refetch } = useProposal(id);
  const known = tab in tabWords;
  usePageHead(known ? facts && titleOf(facts, tab as TabName) : 'Not found', TRAIL);

  if (!known) return <NoSuchPage />;
  // What is known stays on screen; only a page that has nothing says that it failed.
  if (error !== undefined && (proposal === undefined || facts == null)) return <Page title="Proposal"><Failure what="The proposal could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (proposal === undefined || facts == null) return <Page title="Proposal"><Waiting what="the proposal" lines={6} /></Page>;
  return (
    <>
      <Head proposal={proposal} facts={facts} tab={tab as TabName} />
      <div className={styles.tab} data-text={tab === 'document' || undefined}>
        <Suspense fallback={<Page title={tabWords[tab as TabName]}><Waiting what={tabWords[tab as TabName].toLowerCase()} bare /></Page>}>
          <Tab proposal={proposal} facts={facts} tab={tab as TabName} />
        </Suspense>
      </div>
    </>
  );
}

function Tab({ proposal, facts, tab }: { proposal: ProposalShown; facts: Facts; tab: TabName }): ReactNode {
  switch (tab) {
    case 'document': return <DocumentTab proposal={proposal} facts={facts} />;
    case 'experiments': return <ExperimentsTab proposalId={facts.id} />;
    case 'submission': return <SubmissionTab proposalId={facts.id} mayAim={facts.viewerMay.includes('edit')} />;
    case 'activity': return <ActivityTab proposalId={facts.id} />;
  }
}
