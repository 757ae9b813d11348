import { useQuery } from '@apollo/client/react';
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

import { graphql } from '../../graphql/generated';
import { Avatar, type PersonShown, reasonOf } from '../../ui';
import styles from './dialogs.module.css';

const PeopleToChoose = graphql(`
  query PeopleToChoose($search: String) {
    members(first: 50, search: $search) {
      nodes { id person { id name initials colour } }
    }
  }
`);

interface PeopleProps {
  readonly label: string;
  readonly description?: string;
  readonly people: readonly PersonShown[];
  readonly onChange: (people: PersonShown[]) => void;
  readonly error?: string | undefined;
}

const PAUSE_MS = 150;

/** Some members, found by their names. Whoever is chosen stays known, also when a search does not find them. */
export function People({ label, description, people, onChange, error }: PeopleProps): ReactNode {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, PAUSE_MS);
  const { data, previousData, error: failure } = useQuery(PeopleToChoose, { variables: { search: settled === '' ? null : settled } });
  const found = (data ?? previousData)?.members.nodes.map(({ person }) => person) ?? [];
  const known = new Map([...found, ...people].map((person) => [person.id, person]));
  return (
    <MultiSelect
      label={label} description={description} error={error ?? (failure === undefined ? undefined : reasonOf(failure))}
      inputWrapperOrder={['label', 'input', 'description', 'error']} classNames={{ input: styles.people ?? '', inputField: styles.search ?? '' }}
      searchable searchValue={search} onSearchChange={setSearch} hidePickedOptions nothingFoundMessage="Nobody of this name"
      data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))} value={people.map(({ id }) => id)}
      onChange={(ids) => { onChange(ids.flatMap((id) => known.get(id) ?? [])); }}
      renderOption={({ option }) => { const person = known.get(option.value); return <>{person !== undefined && <Avatar person={person} small named />} {option.label}</>; }}
      comboboxProps={{ shadow: 'lg' }}
    />
  );
}
