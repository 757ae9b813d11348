import { skipToken, useQuery } from '@apollo/client/react';
import { SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { addressOf, kindIcons, kindWords, useAddressOfHit } from '../../app/palette/hits';
import { useParameter } from '../../app/parameters';
import { graphql } from '../../graphql/generated';
import type { SearchKind, SearchPageQuery } from '../../graphql/generated/graphql';
import { Because, count, Empty, Failure, Icon, Link, NothingMatches, Page, reasonOf, Row, Rows, Section, Unseen, useToaster, Waiting } from '../../ui';
import styles from './search.module.css';
import { useWords } from './useWords';

const SearchOfPage = graphql(`
  query SearchPage($text: String!, $kinds: [SearchKind!]) {
    search(text: $text, kinds: $kinds, first: 100) { kind id title excerpt because }
  }
`);

type Hit = SearchPageQuery['search'][number];

const KINDS = Object.keys(kindWords) as SearchKind[];

/** Everything that I may read, found by words. What is searched and of which kind is in the address. */
export default function SearchPage(): ReactNode {
  const [q] = useParameter('q');
  const [words, write] = useWords();
  const [kind, setKind] = useParameter('kind');
  const shown = KINDS.find((name) => name === kind) ?? null;
  return (
    <Page title="Search">
      <div className={styles.ask} role="search">
        <TextInput
          data-search-here autoFocus type="search" aria-label="Words" placeholder="Words in proposals, threads, experiments, meetings, names"
          leftSection={<Icon of={IconSearch} small />} value={words} onChange={(event) => { write(event.currentTarget.value); }}
        />
        <SegmentedControl
          aria-label="Kind" value={shown ?? ''} onChange={(value) => { setKind(value === '' ? undefined : value); }}
          data={[{ value: '', label: 'All' }, ...KINDS.map((value) => ({ value, label: titled(kindWords[value]) }))]}
        />
      </div>
      <Results text={q ?? ''} kind={shown} onAllKinds={() => { setKind(undefined); }} />
    </Page>
  );
}

const titled = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function Results({ text, kind, onAllKinds }: { text: string; kind: SearchKind | null; onAllKinds: () => void }): ReactNode {
  const { data: fresh, previousData, error, refetch } = useQuery(SearchOfPage, text === '' ? skipToken : { variables: { text, kinds: kind === null ? null : [kind] } });
  const data = fresh ?? previousData;

  if (text === '') return <Empty title="What are you looking for?">What you may read is found by its words, and each result says why it is one. People are found by name.</Empty>;
  if (error !== undefined) return <Failure what="The search did not work" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="what was found" lines={6} />;
  if (data.search.length === 0 && kind !== null) return <NothingMatches what={kindWords[kind]} onClear={onAllKinds} />;
  if (data.search.length === 0) return <Empty title={`Nothing with “${text}”`}>Other words may find it, or it is not visible to you.</Empty>;
  const kinds = KINDS.filter((name) => data.search.some((hit) => hit.kind === name));
  return (
    <>
      <span role="status"><Unseen>{count(data.search.length, 'result')}</Unseen></span>
      {kinds.map((name) => {
        const hits = data.search.filter((hit) => hit.kind === name);
        return (
          <Section key={name} title={titled(kindWords[name])} aside={hits.length}>
            <Rows label={titled(kindWords[name])}>{hits.map((hit) => <ResultRow key={hit.id} hit={hit} />)}</Rows>
          </Section>
        );
      })}
    </>
  );
}

function ResultRow({ hit }: { hit: Hit }): ReactNode {
  const { id, kind, title, excerpt, because } = hit;
  return (
    <Row id={id} icon={<Icon of={kindIcons[kind]} />}>
      {kind === 'thread' ? <ThreadLink hit={hit} /> : <Link href={addressOf[kind](id)} className={styles.title}>{title}</Link>}
      {excerpt !== '' && <p className={styles.excerpt}>{excerpt}</p>}
      <Because>{because}</Because>
    </Row>
  );
}

/** Where a thread lives is asked for when somebody goes there. */
function ThreadLink({ hit }: { hit: Hit }): ReactNode {
  const router = useRouter();
  const addressOfHit = useAddressOfHit();
  const { say } = useToaster();
  const open = async () => {
    try {
      await router.navigate({ href: await addressOfHit(hit) });
    } catch (failure) {
      say(`“${hit.title}” could not be opened. ${reasonOf(failure)}`);
    }
  };
  return <UnstyledButton className={styles.title} role="link" onClick={() => void open()}>{hit.title}</UnstyledButton>;
}
