import { ApolloLink } from '@apollo/client';
import { type DocumentNode, OperationTypeNode, print } from 'graphql';
import { catchError, from, map, tap, throwError } from 'rxjs';

import { codeOf } from '../failure';

const NAME = 'cq.answers';
const MOST = 200;

/**
 * The server's last answers, kept on this device, so that a page that was open opens again without a network. Only where
 * the browser allows it (`caches` needs https, or this machine): there the page itself opens offline too.
 */
export class KeptAnswers {
  private readonly isPossible = 'caches' in globalThis;

  async keep(query: DocumentNode, variables: object, data: object): Promise<void> {
    if (!this.isPossible) return;
    const [store, address] = await Promise.all([caches.open(NAME), addressOf(query, variables)]);
    // Deleted first, so that the oldest in the store is the one that was not asked for the longest.
    await store.delete(address);
    await store.put(address, new Response(JSON.stringify(data)));
    const kept = await store.keys();
    await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((oldest) => store.delete(oldest)));
  }

  async find(query: DocumentNode, variables: object): Promise<Record<string, unknown> | undefined> {
    if (!this.isPossible) return undefined;
    const found = await caches.match(await addressOf(query, variables), { cacheName: NAME });
    return (await found?.json()) as Record<string, unknown> | undefined;
  }

  async forget(): Promise<void> {
    if (this.isPossible) await caches.delete(NAME);
  }
}

/** Of the text of the query too: the next version of the app asks for other fields. */
async function addressOf(query: DocumentNode, variables: object): Promise<string> {
  const asked = new TextEncoder().encode(`${print(query)}${JSON.stringify(variables)}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', asked));
  return `/kept/${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Keeps the answers to queries, and gives the last one when the server cannot be reached. */
export const keeping = (answers: KeptAnswers): ApolloLink =>
  new ApolloLink((operation, forward) => {
    const { query, variables, operationType } = operation;
    if (operationType !== OperationTypeNode.QUERY) return forward(operation);
    return forward(operation).pipe(
      tap(({ data }) => { if (data != null) void answers.keep(query, variables, data); }),
      catchError((error: unknown) => {
        if (codeOf(error) !== 'UNREACHABLE') return throwError(() => error);
        return from(answers.find(query, variables)).pipe(map((data) => {
          if (data === undefined) throw error;
          return { data };
        }));
      }),
    );
  });
