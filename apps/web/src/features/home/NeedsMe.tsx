import { useQuery } from '@apollo/client/react';
import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { useParameter } from '../../app/parameters';
import { graphql } from '../../graphql/generated';
import type { NeedsMeKind, NeedsMeQuery } from '../../graphql/generated/graphql';
import { Aside, count, Empty, Failure, Link, NothingMatches, Rows, Waiting } from '../../ui';
import styles from './home.module.css';
import { NeedsMeRow } from './NeedsMeRow';

const NeedsMeList = graphql(`
  query NeedsMe {
    needsMe {
      id
      kind
      ...NeedsMeRow
    }
  }
`);

const filters: Record<string, readonly NeedsMeKind[]> = {
  answer: ['confirm_concern', 'answer_concern', 'mention'],
  do: ['action', 'meeting'],
};

/** The queue of everything that waits for me. The server orders it; each row says why it is here. */
export function NeedsMe(): ReactNode {
  const [chosen, setShow] = useParameter('show');
  const { data } = useQuery(NeedsMeList);
  const show = chosen !== undefined && chosen in filters ? chosen : 'all';
  const shown = data?.needsMe.filter(({ kind }) => filters[show]?.includes(kind) ?? true) ?? [];

  return (
    <section aria-labelledby="needs-me">
      <header className={styles.head}>
        <h1 id="needs-me">Needs me</h1>
        {shown.length > 0 && <Aside>{count(shown.length, 'thing')}</Aside>}
        {data !== undefined && data.needsMe.length > 0 && (
          <SegmentedControl<string>
            className={styles.filter ?? ''}
            aria-label="Show"
            size="xs"
            value={show}
            onChange={(value) => { setShow(value === 'all' ? undefined : value); }}
            data={[{ value: 'all', label: 'All' }, { value: 'answer', label: 'Answer' }, { value: 'do', label: 'Do' }]}
          />
        )}
      </header>
      <Queue shown={shown} onClear={() => { setShow(undefined); }} />
    </section>
  );
}

function Queue({ shown, onClear }: { shown: NeedsMeQuery['needsMe']; onClear: () => void }): ReactNode {
  const { data, error, refetch } = useQuery(NeedsMeList);

  if (error !== undefined) return <Failure what="What needs you could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="what needs you" lines={5} />;
  if (data.needsMe.length === 0) return <NothingNeedsMe />;
  if (shown.length === 0) return <NothingMatches what="things" onClear={onClear} />;
  return <Rows label="Needs me">{shown.map((item, index) => <NeedsMeRow key={item.id} item={item} first={index === 0} />)}</Rows>;
}

function NothingNeedsMe(): ReactNode {
  return (
    <Empty title="Nothing needs you" action={<Button component={Link} href={addresses.newProposal} size="xs">Start a proposal</Button>}>
      Requests for review, answers to confirm, actions and mentions will appear here. Each says why.
    </Empty>
  );
}
