import type { ApolloClient } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { type Icon as TablerIcon, IconBulb, IconCalendarEvent, IconFileText, IconFlask, IconMessage, IconUser } from '@tabler/icons-react';

import { graphql } from '../../graphql/generated';
import type { PaletteSearchQuery, SearchKind } from '../../graphql/generated/graphql';
import { addresses, within } from '../addresses';

const PaletteSearch = graphql(`
  query PaletteSearch($text: String!, $kinds: [SearchKind!]) {
    search(text: $text, kinds: $kinds, first: 8) { kind id title because }
  }
`);

const ThreadPlace = graphql(`
  query ThreadPlace($id: ID!) {
    thread(id: $id) { id proposalId anchor { documentId } }
  }
`);

export type Hit = PaletteSearchQuery['search'][number];

export const kindIcons: Record<SearchKind, TablerIcon> = {
  proposal: IconBulb,
  document: IconFileText,
  thread: IconMessage,
  experiment: IconFlask,
  meeting: IconCalendarEvent,
  person: IconUser,
};

/** In the order in which `Tab` goes through them. */
export const kindWords: Record<SearchKind, string> = {
  proposal: 'proposals',
  document: 'documents',
  thread: 'threads',
  experiment: 'experiments',
  meeting: 'meetings',
  person: 'people',
};

/** Fewer letters name half of the group's work. */
const SHORTEST = 2;
const PAUSE_MS = 120;

/** The things named by `text` that I may read; the last ones found stay while the next are looked for. */
export function useHits(text: string, kinds: SearchKind[] | null): readonly Hit[] {
  const [settled] = useDebouncedValue(text.trim(), PAUSE_MS);
  const skip = text.trim().length < SHORTEST || settled.length < SHORTEST;
  const { data, previousData } = useQuery(PaletteSearch, { variables: { text: settled, kinds }, skip, fetchPolicy: 'network-only' });
  return skip ? [] : (data ?? previousData)?.search ?? [];
}

export function useAddressOfHit(): (hit: Hit) => Promise<string> {
  const client = useApolloClient();
  return ({ kind, id }) => (kind === 'thread' ? addressOfThread(client, id) : Promise.resolve(addressOf[kind](id)));
}

export const addressOf: Record<Exclude<SearchKind, 'thread'>, (id: string) => string> = {
  proposal: (id) => addresses.proposal(id),
  document: addresses.document,
  experiment: addresses.experiment,
  meeting: addresses.meeting,
  person: addresses.member,
};

/** A thread has no page of its own: it lives on its proposal, or on a loose document. */
async function addressOfThread(client: ApolloClient, id: string): Promise<string> {
  const { data } = await client.query({ query: ThreadPlace, variables: { id } });
  const { proposalId, anchor } = data?.thread ?? {};
  const home = proposalId != null ? addresses.proposal(proposalId) : anchor != null ? addresses.document(anchor.documentId) : undefined;
  return home === undefined ? addresses.search() : within(home, 'thread', id);
}
