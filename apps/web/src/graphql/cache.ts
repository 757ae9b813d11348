import { type FieldPolicy, InMemoryCache } from '@apollo/client';

interface CachedPage {
  readonly nodes: readonly unknown[];
  readonly endCursor: string | null;
}

/**
 * A list that grows by pages: the page after the end is added to it, any other starts it anew. Lists that differ in
 * anything but their page (filter, sort, subject) are different lists.
 */
const growing: FieldPolicy<CachedPage> = {
  keyArgs: (args) => JSON.stringify({ ...args, first: undefined, after: undefined }),
  merge: (known, incoming, { args }) =>
    known !== undefined && args?.['after'] != null && args['after'] === known.endCursor
      ? { ...incoming, nodes: [...known.nodes, ...incoming.nodes] }
      : incoming,
};

const LISTS = ['proposals', 'documents', 'threads', 'experiments', 'runs', 'meetings', 'actions', 'venues', 'portfolio', 'activity', 'members'];

export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    typePolicies: {
      Query: { fields: Object.fromEntries(LISTS.map((list) => [list, growing])) },
      // A list that is computed anew replaces the one before it.
      Proposal: { fields: { experiments: growing, nextStages: { merge: false }, fields: { merge: false } } },
      Meeting: { fields: { agenda: { merge: false }, actions: { merge: false }, attendees: { merge: false } } },
      // There is one of each, without an id.
      Viewer: { keyFields: [] },
      Installation: { keyFields: [] },
    },
  });
