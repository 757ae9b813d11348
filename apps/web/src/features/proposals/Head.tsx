import { Button, UnstyledButton } from '@mantine/core';
import { IconLock, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { addresses } from '../../app/addresses';
import { InTopBar } from '../../app/frame/slots';
import { Avatar, Deadline, Icon, Link, Refused, Stage, stageWords, TabLinks } from '../../ui';
import { deadlineWords } from '../deadlines';
import { comingDeadlines } from '../home/coming-deadlines';
import { audienceSentence } from './audiences';
import { AuthorsDialog } from './AuthorsDialog';
import styles from './head.module.css';
import type { Facts, ProposalShown } from './queries';
import { ShareDialog } from './ShareDialog';
import { StageMenu } from './StageMenu';
import { addressOfMissing, leadsOn, moveWords } from './stages';
import { useStageMoves } from './useStageMoves';

export const tabWords = { document: 'Document', experiments: 'Experiments', submission: 'Submission', activity: 'Activity' } as const;
export type TabName = keyof typeof tabWords;

type Next = Facts['nextStages'][number];

interface HeadProps {
  readonly proposal: ProposalShown;
  readonly facts: Facts;
  readonly tab: TabName;
}

/** Where it stands, who writes it, who may read it, and what is due. Each is changed by pressing it. */
export function Head({ proposal, facts, tab }: HeadProps): ReactNode {
  const [dialog, setDialog] = useState<'share' | 'authors' | null>(null);
  const { go: goTo, refused, dialog: parking } = useStageMoves();
  const go = useCallback((next: Next) => { goTo(facts, next); }, [goTo, facts]);
  const close = () => { setDialog(null); };
  const nextStages = movesOf(facts);
  const onward = nextStages.find(({ stage }) => leadsOn(facts.stage, stage));
  const still = nextStages.find(({ stage, missing }) => stage === refused?.stage && missing.length > 0);
  useHeadActions(facts, go, setDialog);

  return (
    <header className={styles.head}>
      {onward !== undefined && <InTopBar action={<Button variant="filled" className={styles.action} onClick={() => { go(onward); }}>{moveWords(facts.stage, onward.stage)}</Button>} />}
      <div className={styles.line}>
        {nextStages.length > 0 ? <StageMenu stage={facts.stage} next={nextStages} onMove={go} /> : <Stage stage={facts.stage} />}
        <Authors facts={facts} onChange={() => { setDialog('authors'); }} />
        <Audience facts={facts} onChange={() => { setDialog('share'); }} />
        <NextDate proposal={proposal} />
      </div>
      {facts.parkedReason != null && <p className={styles.parked}><strong>Parked:</strong> {facts.parkedReason}</p>}
      {still !== undefined && (
        <div className={styles.refused}>
          <Refused title={`Not yet ${stageWords[still.stage].toLowerCase()}`} missing={still.missing.map(({ code, label }) => ({ label, href: addressOfMissing(facts.id, code) }))}>
            {still.missing.length === 1 ? 'One thing is missing. It leads to where it is given:' : `${still.missing.length} things are missing. Each leads to where it is given:`}
          </Refused>
        </div>
      )}
      <TabLinks label="Parts of the proposal" tabs={tabsOf(proposal)} current={addresses.proposal(facts.id, tab === 'document' ? undefined : tab)} />
      {dialog === 'share' && <ShareDialog facts={facts} onClose={close} />}
      {dialog === 'authors' && <AuthorsDialog facts={facts} onClose={close} />}
      {parking}
    </header>
  );
}

function tabsOf({ id, experiments, submissions }: ProposalShown) {
  const several = (n: number, more: boolean) => (n === 0 ? {} : { aside: more ? `${n}+` : n });
  const aimed = submissions.filter(({ withdrawnAt }) => withdrawnAt == null).length;
  return [
    { label: tabWords.document, href: addresses.proposal(id) },
    { label: tabWords.experiments, href: addresses.proposal(id, 'experiments'), ...several(experiments.nodes.length, experiments.hasMore) },
    { label: tabWords.submission, href: addresses.proposal(id, 'submission'), ...several(aimed > 1 ? aimed : 0, false) },
    { label: tabWords.activity, href: addresses.proposal(id, 'activity') },
  ];
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function Authors({ facts: { authors, viewerMay }, onChange }: { facts: Facts; onChange: () => void }): ReactNode {
  const words = `${NUMBERS[authors.length] ?? authors.length} ${authors.length === 1 ? 'author' : 'authors'}`;
  const names = authors.map(({ name }) => name).join(', ');
  const shown = (
    <>
      <span className={styles.faces}>{authors.slice(0, 5).map((person) => <Avatar key={person.id} person={person} named />)}</span>
      {authors.length === 1 ? names : words}
    </>
  );
  if (!viewerMay.includes('share')) return <span className={styles.fact} title={names} role="group" aria-label={`By ${names}`}>{shown}</span>;
  return <UnstyledButton className={styles.fact} title={names} aria-label={`By ${names}. Change the authors`} aria-haspopup="dialog" onClick={onChange}>{shown}</UnstyledButton>;
}

function Audience({ facts, onChange }: { facts: Facts; onChange: () => void }): ReactNode {
  const shown = <><Icon of={facts.audience === 'group' ? IconUsers : IconLock} small />{audienceSentence(facts)}</>;
  if (!facts.viewerMay.includes('share')) return <span className={styles.fact}>{shown}</span>;
  return <UnstyledButton className={styles.fact} aria-haspopup="dialog" onClick={onChange}>{shown}</UnstyledButton>;
}

function NextDate({ proposal }: { proposal: ProposalShown }): ReactNode {
  const [next] = comingDeadlines([proposal]);
  if (next === undefined) return null;
  return (
    <Link href={addresses.proposal(proposal.id, 'submission')} className={styles.date}>
      <span>{`${next.venue.name} ${next.venue.edition} ${deadlineWords[next.kind].toLowerCase()}`}</span>
      <Deadline at={next.at} />
    </Link>
  );
}

/** What the person may try. Each of them can still be refused, and then says what is missing. */
const movesOf = ({ viewerMay, nextStages }: Facts): readonly Next[] => (viewerMay.includes('move') ? nextStages : []);

/** The same by name, in the palette. A refused move is listed with what it lacks. */
function useHeadActions(facts: Facts, go: (next: Next) => void, open: (dialog: 'share' | 'authors') => void): void {
  usePageActions(useMemo(() => [
    ...movesOf(facts).map((next) => ({
      id: `move-${next.stage}`, label: moveWords(facts.stage, next.stage), run: () => { go(next); },
      ...(next.missing.length === 0 ? {} : { missing: `needs ${next.missing.map(({ label }) => label).join(', ')}` }),
    })),
    ...(facts.viewerMay.includes('share') ? [
      { id: 'share', label: 'Change who may read', icon: IconLock, run: () => { open('share'); } },
      { id: 'authors', label: 'Change the authors', icon: IconUsers, run: () => { open('authors'); } },
    ] : []),
  ], [facts, go, open]));
}
