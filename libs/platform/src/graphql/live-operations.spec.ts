import { EventEmitter } from 'node:events';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';

import { type Actor, SCOPES } from '#libs/access';
import { DomainError, newId } from '#libs/kernel';

import { Config } from '../config/config.js';
import { Authenticator } from '../http/authenticator.js';
import { LiveConnections } from './live-connections.js';
import { liveOperations } from './live-operations.js';
import type { RequestContext } from './request-context.js';

const actor: Actor = { userId: newId(), groupId: newId(), role: 'researcher', via: 'session', credentialId: newId(), scopes: new Set(SCOPES) };

class Knows extends Authenticator {
  readonly cookieName = 'colloquium';

  constructor(private readonly known: Actor | null) {
    super();
  }

  async actorOf(): Promise<Actor | null> {
    return this.known;
  }
}

/** What the resolvers of the schema were given to work in, and what each field does. */
const contexts: RequestContext[] = [];
const FIELDS: Record<string, (context: RequestContext) => unknown> = {
  'Query.me': () => ({}),
  'Person.friends': () => [],
  'Query.refused': () => {
    throw new DomainError('forbidden', 'FORBIDDEN', 'You may not.', { id: '1' });
  },
  'Query.broken': () => {
    throw new Error('password=hunter2');
  },
  'Subscription.snaps': async function* () {
    yield { snaps: 1 };
    throw new Error('password=hunter2');
  },
};

function schemaWithFields(): GraphQLSchema {
  const schema = buildSchema(`
    type Person { friends(first: Int): [Person!]! }
    type Query { me: Person refused: Int broken: Int }
    type Subscription { snaps: Int }`);
  for (const [place, work] of Object.entries(FIELDS)) {
    const [type, name] = place.split('.') as [string, string];
    const field = (schema.getType(type) as ReturnType<GraphQLSchema['getQueryType']>)!.getFields()[name]!;
    field[type === 'Subscription' ? 'subscribe' : 'resolve'] = (_source: unknown, _args: unknown, context: RequestContext) => {
      contexts.push(context);
      return work(context);
    };
  }
  return schema;
}

interface Said {
  readonly type: string;
  readonly payload: { readonly data?: unknown; readonly errors?: { message: string; extensions: Record<string, unknown> }[] } & { message: string; extensions: Record<string, unknown> }[];
}

/** Opens a socket as `known`, sends one operation after the other, and tells what was said to each; or how the socket was closed. */
async function saidTo(known: Actor | null, ...operations: { query: string; variables?: Record<string, unknown> }[]): Promise<Said[][] | number> {
  const schema = schemaWithFields();
  const server = makeServer({ schema, ...liveOperations(Config.of({}), new Knows(known), new LiveConnections(), { schema }) });
  const said = new Map<string, Said[]>(operations.map((_operation, i) => [String(i), []]));
  let receive: (text: string) => Promise<void> = async () => undefined;
  let closed: number | null = null;
  const leave = server.opened({
    protocol: GRAPHQL_TRANSPORT_WS_PROTOCOL,
    send: async (text) => {
      const message = JSON.parse(text) as Said & { id?: string };
      if (message.id !== undefined) said.get(message.id)?.push(message);
    },
    close: (code) => void (closed = code ?? 0),
    onMessage: (hear) => (receive = hear),
  }, { request: { headers: {} }, socket: new EventEmitter() });
  await receive('{"type":"connection_init"}');
  for (const [id, payload] of operations.entries()) if (closed === null) await receive(JSON.stringify({ type: 'subscribe', id: String(id), payload }));
  await leave(1000, 'done');
  return closed ?? [...said.values()];
}

const codes = (said: Said[]): unknown[] =>
  said.flatMap(({ type, payload }) => (type === 'error' ? payload : (payload?.errors ?? []))).map(({ extensions }) => extensions['code']);

// What broke inside is written to the log, which nobody reads here.
beforeAll(() => Logger.overrideLogger(false));

describe('operations over a websocket', () => {
  it.each([
    ['that are not GraphQL', { query: '{ me' }, 'GRAPHQL_PARSE_FAILED'],
    ['that are too long', { query: `{ me { ${'__typename '.repeat(3_000)} } }` }, 'GRAPHQL_PARSE_FAILED'],
    ['that ask for what there is not', { query: '{ you }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['that are too deep', { query: `{ me ${'{ friends '.repeat(20)} { __typename } ${'}'.repeat(20)} }` }, 'GRAPHQL_VALIDATION_FAILED'],
    ['that cost too much', { query: '{ me { friends(first: 100) { friends(first: 100) { friends(first: 100) { __typename } } } } }' }, 'OPERATION_TOO_COMPLEX'],
    ['whose variables do not fit', { query: 'query($n: Int!) { me { friends(first: $n) { __typename } } }' }, 'BAD_USER_INPUT'],
  ])('are refused as over HTTP when it is ones %s, and the socket stays', async (_name, operation, code) => {
    contexts.length = 0;
    const [refused, after] = (await saidTo(actor, operation, { query: '{ me { __typename } }' })) as [Said[], Said[]];
    expect(codes(refused)).toEqual([code]);
    expect(after[0]?.payload.data).toEqual({ me: { __typename: 'Person' } });
    expect(contexts).toHaveLength(1);
  });

  it('say what a caller can act on, and nothing of what broke inside', async () => {
    const [refused, broken, snapped] = (await saidTo(actor, { query: '{ refused }' }, { query: '{ broken }' }, { query: 'subscription { snaps }' })) as [Said[], Said[], Said[]];
    expect(refused[0]?.payload.errors?.[0]).toMatchObject({ message: 'You may not.', extensions: { code: 'FORBIDDEN', id: '1', requestId: expect.any(String) } });
    expect(codes(broken)).toEqual(['INTERNAL_ERROR']);
    expect(codes(snapped)).toEqual(['INTERNAL_ERROR']);
    expect(JSON.stringify([broken, snapped])).not.toContain('hunter2');
  });

  it('have each a context of their own, with who opened the socket', async () => {
    contexts.length = 0;
    await saidTo(actor, { query: '{ me { __typename } }' }, { query: '{ me { __typename } }' });
    expect(contexts.map((context) => context.actor)).toEqual([actor, actor]);
    expect(contexts[0]).not.toBe(contexts[1]);
  });

  it('are for nobody who is not known', async () => {
    expect(await saidTo(null, { query: '{ me { __typename } }' })).toBe(4403);
  });
});
