import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { useCallback, useEffect, useMemo } from 'react';

import type { ThreadSubjectKind, ThreadsOfSubjectQuery } from '../../graphql/generated/graphql';
import { ThreadChanged, ThreadsOfSubject } from './queries';

export interface ThreadSubject {
  readonly kind: ThreadSubjectKind;
  readonly id: string;
}

export type ListedThread = ThreadsOfSubjectQuery['threads']['nodes'][number];

export interface Threads {
  /** Undefined until they are there. */
  readonly threads: readonly ListedThread[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  /** Puts one that was just opened among the others. */
  readonly add: (thread: ListedThread) => void;
}

/** The threads of a subject, all of them and as they are now: changes of others come by subscription. */
export function useThreads({ kind, id }: ThreadSubject): Threads {
  const client = useApolloClient();
  const variables = useMemo(() => ({ subject: { kind, id } }), [kind, id]);
  const { data, error, refetch, fetchMore } = useQuery(ThreadsOfSubject, { variables });

  const next = data?.threads.hasMore === true ? data.threads.endCursor : null;
  useEffect(() => {
    // A page that fails leaves those before it; asking again asks for all.
    if (next !== null) fetchMore({ variables: { after: next } }).catch(() => undefined);
  }, [next, fetchMore]);

  const add = useCallback((thread: ListedThread) => {
    client.cache.updateQuery({ query: ThreadsOfSubject, variables }, (known) => {
      if (known === null || known.threads.nodes.some((other) => other.id === thread.id)) return known;
      return { threads: { ...known.threads, nodes: [thread, ...known.threads.nodes] } };
    });
  }, [client, variables]);

  // What changes about a known thread is in the cache already, by its id; a new one has to be put in the list.
  useSubscription(ThreadChanged, { variables, onData: ({ data: { data: changed } }) => { if (changed !== undefined) add(changed.threadChanged); } });

  return { threads: data?.threads.nodes, error: data === undefined ? error : undefined, refetch, add };
}
