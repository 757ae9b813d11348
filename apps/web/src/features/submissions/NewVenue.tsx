import { useMutation } from '@apollo/client/react';
import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import type { VenueDeadlineInput } from '../../graphql/generated/graphql';
import { Icon, Line } from '../../ui';
import { deadlineWords } from '../deadlines';
import styles from './venues.module.css';

const CreateVenue = graphql(`
  mutation CreateVenue($input: CreateVenueInput!) {
    createVenue(input: $input) { id }
  }
`);

interface Draft extends VenueDeadlineInput {
  /** Tells the rows apart while they are written. */
  readonly row: number;
}

/** Most calls count to the end of the day, anywhere on earth. */
const another = (row: number): Draft => ({ row, kind: 'paper', localTime: '', zone: 'AoE' });
const KINDS = Object.entries(deadlineWords).map(([value, label]) => ({ value, label }));
const ZONES = ['AoE', ...Intl.supportedValuesOf('timeZone')];

/** A venue with its dates, written as they were announced: the time on the clock of the named zone. */
export function NewVenue({ onDone }: { onDone: () => void }): ReactNode {
  const [create] = useMutation(CreateVenue, { refetchQueries: ['Venues'] });
  const [drafts, setDrafts] = useState<readonly Draft[]>([another(0)]);
  const navigate = useNavigate();
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['name', 'edition', 'url', 'deadlines'], async ({ name = '', edition = '', url = '' }) => {
    const deadlines = drafts.filter(({ localTime }) => localTime !== '').map(({ kind, localTime, zone }) => ({ kind, localTime, zone }));
    const { data } = await create({ variables: { input: { name, edition, url: url === '' ? null : url, deadlines } } });
    onDone();
    if (data) await navigate({ to: addresses.venue(data.createVenue.id) });
  });
  const change = (row: number, part: Partial<VenueDeadlineInput>) => {
    setDrafts((known) => known.map((draft) => (draft.row === row ? { ...draft, ...part } : draft)));
  };
  return (
    <form onSubmit={onSubmit} className={styles.form}>
      <div className={styles.pair}>
        <TextInput name="name" label="Name" placeholder="VLC" required withAsterisk={false} data-autofocus error={errorOf('name')} />
        <TextInput name="edition" label="Edition" placeholder="2027" required withAsterisk={false} error={errorOf('edition')} />
      </div>
      <TextInput name="url" label="Address of the call" type="url" placeholder="https://…" error={errorOf('url')} />
      <fieldset className={styles.form}>
        <legend className={styles.legend}>Dates, as announced</legend>
        {drafts.map((draft, index) => (
          <DateRow key={draft.row} draft={draft} number={index + 1} onChange={(part) => { change(draft.row, part); }} onRemove={() => { setDrafts((known) => known.filter(({ row }) => row !== draft.row)); }} />
        ))}
        <Line><Button size="xs" leftSection={<Icon of={IconPlus} small />} onClick={() => { setDrafts((known) => [...known, another((known.at(-1)?.row ?? 0) + 1)]); }}>Another date</Button></Line>
      </fieldset>
      {(refusal ?? errorOf('deadlines')) !== undefined && <p role="alert" className={styles.refusal}>{refusal ?? errorOf('deadlines')}</p>}
      <Line>
        <Button type="submit" variant="filled" loading={busy}>Add the venue</Button>
        <Button variant="subtle" onClick={onDone}>Leave it</Button>
      </Line>
    </form>
  );
}

interface DateRowProps {
  readonly draft: Draft;
  readonly number: number;
  readonly onChange: (part: Partial<VenueDeadlineInput>) => void;
  readonly onRemove: () => void;
}

function DateRow({ draft, number, onChange, onRemove }: DateRowProps): ReactNode {
  return (
    <div className={styles.date} role="group" aria-label={`Date ${number}`}>
      <NativeSelect aria-label="Kind" data={KINDS} value={draft.kind} onChange={(event) => { onChange({ kind: event.currentTarget.value as Draft['kind'] }); }} />
      <TextInput aria-label="Day and time in that zone" type="datetime-local" value={draft.localTime} onChange={(event) => { onChange({ localTime: event.currentTarget.value }); }} />
      <Autocomplete aria-label="Zone" data={ZONES} limit={40} value={draft.zone} onChange={(zone) => { onChange({ zone }); }} comboboxProps={{ shadow: 'lg' }} />
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove date ${number}`} onClick={onRemove}><Icon of={IconX} small /></ActionIcon>
    </div>
  );
}
