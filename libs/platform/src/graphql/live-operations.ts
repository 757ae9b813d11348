import { randomUUID } from 'node:crypto';

import type { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type DocumentNode, type ExecutionArgs, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse, specifiedRules, validate,
} from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';

import type { Actor } from '#libs/access';

import type { Config } from '../config/config.js';
import type { Authenticator } from '../http/authenticator.js';
import { hasCookie, isOwnOrigin } from '../http/origin.js';
import { formatError, nameRequest } from './format-error.js';
import { limitRules, MAX_TOKENS, tooCostly } from './limits.js';
import type { LiveConnections } from './live-connections.js';
import { RequestContext } from './request-context.js';

/** A socket, and who opened it. */
type Caller = Extra & { actor?: Actor };
type Options = Pick<ServerOptions, 'onConnect' | 'onSubscribe' | 'onNext' | 'onError'>;

/**
 * Operations that come over a websocket. Apollo never sees them, so what it does for those over HTTP is done here: the same
 * limits before anything runs, a context for each, and the same words for what went wrong.
 */
export function liveOperations(
  config: Config, authenticator: Authenticator, live: LiveConnections, schema: Pick<GraphQLSchemaHost, 'schema'>,
): Options {
  return {
    onConnect: async (socket) => {
      const extra = callerAt(socket);
      if (hasCookie(extra.request, authenticator.cookieName) && !isOwnOrigin(extra.request, config)) return false;
      const actor = await authenticator.actorOf(extra.request);
      if (actor === null) return false;
      extra.actor = actor;
      live.opened(actor, extra.socket);
      return true;
    },
    onSubscribe: (socket, _id, operation) => prepared(schema.schema, operation, new RequestContext(callerAt(socket).actor ?? null, randomUUID(), null)),
    onNext: (_socket, _id, _operation, { contextValue }, { errors, data = null }) =>
      errors && { data, errors: inOurWords(errors, (contextValue as RequestContext).requestId) },
    onError: (_socket, _id, _operation, errors) => inOurWords(errors, randomUUID()),
  };
}

const callerAt = (socket: Context): Caller => socket.extra as Caller;

/** What is to be run, or why it is refused. */
function prepared(schema: GraphQLSchema, { query, variables, operationName }: SubscribePayload, contextValue: RequestContext): ExecutionArgs | GraphQLError[] {
  const document = documentIn(query);
  if (document instanceof GraphQLError) return [document];
  const wrong = validate(schema, document, [...specifiedRules, ...limitRules()]);
  if (wrong.length > 0) return wrong.map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));
  const costly = tooCostly({ schema, document, variables: variables ?? {}, operationName });
  if (costly !== null) return [costly];
  return { schema, document, variableValues: variables ?? null, operationName: operationName ?? null, contextValue };
}

function documentIn(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return withCode('GRAPHQL_PARSE_FAILED', error);
    throw error;
  }
}

/** A failure without a place in the answer is the caller's: no resolver was asked. One that broke a stream off brings its cause. */
const inOurWords = (errors: readonly GraphQLError[], requestId: string): GraphQLFormattedError[] =>
  errors.map((error) => {
    const cause = error.path === undefined ? (error.originalError ?? withCode('BAD_USER_INPUT', error)) : error;
    nameRequest(cause, requestId);
    return formatError(cause instanceof GraphQLError ? cause.toJSON() : error.toJSON(), cause);
  });

/** The error with a code, unless it has one. */
const withCode = (code: string, { message, nodes, source, positions, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code, ...extensions } });
