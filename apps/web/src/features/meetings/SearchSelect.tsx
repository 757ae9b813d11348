import { useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

import { graphql } from '../../graphql/generated';

const PeopleFound = graphql(`
  query PeopleFound($search: String) {
    members(first: 20, search: $search) {
      nodes { id person { id name } }
    }
  }
`);

const ProposalsFound = graphql(`
  query ProposalsFound($search: String) {
    proposals(first: 20, filter: { search: $search }) {
      nodes { id title }
    }
  }
`);

interface Chosen {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** What is chosen when the form opens. It stays offered, also when a search does not find it. */
  readonly chosen?: Chosen | undefined;
  readonly required?: boolean;
  readonly error?: string | undefined;
}

const PAUSE_MS = 150;

/** One member of the group, found by name. */
export function PersonSelect(props: SelectProps): ReactNode {
  const { text, setText, asked } = useSearch(props.chosen);
  const { data, previousData } = useQuery(PeopleFound, { variables: { search: asked } });
  const found = (data ?? previousData)?.members.nodes.map(({ person: { id, name } }) => ({ value: id, label: name })) ?? [];
  return <SearchSelect {...props} found={found} text={text} onText={setText} nothing="Nobody of this name" />;
}

/** One proposal that I may read, found by its words. */
export function ProposalSelect(props: SelectProps): ReactNode {
  const { text, setText, asked } = useSearch(props.chosen);
  const { data, previousData } = useQuery(ProposalsFound, { variables: { search: asked } });
  const found = (data ?? previousData)?.proposals.nodes.map(({ id, title }) => ({ value: id, label: title })) ?? [];
  return <SearchSelect {...props} found={found} text={text} onText={setText} nothing="No proposal with these words" />;
}

function useSearch(chosen: Chosen | undefined) {
  const [text, setText] = useState(chosen?.label ?? '');
  const [settled] = useDebouncedValue(text.trim(), PAUSE_MS);
  return { text, setText, asked: settled === '' ? null : settled };
}

interface SearchSelectProps extends SelectProps {
  readonly found: readonly Chosen[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly nothing: string;
}

function SearchSelect({ found, text, onText, nothing, chosen: initially, required = false, name, label, description, error }: SearchSelectProps): ReactNode {
  const [chosen, choose] = useState<Chosen | null>(initially ?? null);
  const offered = new Map([...(chosen === null ? [] : [chosen]), ...found].map((option) => [option.value, option]));
  return (
    <Select
      name={name} label={label} description={description} error={error} required={required} withAsterisk={false} clearable={!required}
      searchable searchValue={text} onSearchChange={onText} nothingFoundMessage={nothing} data={[...offered.values()]}
      value={chosen?.value ?? null} onChange={(value) => { choose(value === null ? null : offered.get(value) ?? null); }}
      // The server has searched: what it found by other words than those of the title is offered too.
      filter={({ options }) => options}
    />
  );
}
