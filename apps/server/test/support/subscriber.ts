import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

import type { Caller } from './caller.js';

/** One person's open subscriptions, as the page has them: by the session's cookie, or the token, of the upgrade. */
export class Subscriber {
  /** The codes with which its connections were closed, oldest first. */
  readonly closings: number[] = [];
  private readonly client: Client;

  constructor(caller: Caller, headers: Readonly<Record<string, string>> = caller.headers) {
    const closings = this.closings;
    class WithHeaders extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    }
    this.client = createClient({
      url: `${caller.server.websocketUrl}/graphql`, webSocketImpl: WithHeaders, retryAttempts: 0, lazy: true,
      on: { closed: (event) => closings.push((event as { code: number }).code) },
    });
  }

  /** What one subscription tells from now on, and how it ended: `done`, the code of an error, or null while it goes on. */
  listen(query: string, variables: Record<string, unknown> = {}): { readonly heard: unknown[]; end: string | null } {
    const listening: { heard: unknown[]; end: string | null } = { heard: [], end: null };
    this.client.subscribe({ query, variables }, {
      next: ({ data, errors }) => listening.heard.push(errors?.[0]?.extensions?.['code'] ?? data),
      error: (error) => (listening.end = codeOf(error)),
      complete: () => (listening.end ??= 'done'),
    });
    return listening;
  }

  async leave(): Promise<void> {
    await this.client.dispose();
  }
}

const codeOf = (error: unknown): string =>
  Array.isArray(error) ? String((error[0] as { extensions?: { code?: string } }).extensions?.code) : `closed ${String((error as { code?: number }).code)}`;
