import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import type { GraphQLFormattedError } from 'graphql';

import { DomainError } from '#libs/kernel';

import type { RequestContext } from './request-context.js';

const log = new Logger('GraphQL');

/** Codes with which Apollo refuses a request before any of our code runs; their messages describe the caller's own text. */
const CALLERS_FAULT = new Set([
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED', 'OPERATION_TOO_COMPLEX',
]);

/** In the course of which request a failure came about. */
const requestOf = new WeakMap<object, string>();
export const nameRequest = (error: Error, requestId: string): void => void requestOf.set(error, requestId);

/** Lets {@link formatError} name the request in each of its errors, so that a person can quote what an operator finds in the log. */
export const nameRequestInErrors = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => errors.forEach((error) => nameRequest(error, contextValue.requestId)),
  }),
});

/** What leaves the house of a failure: ours in full, the caller's own mistakes as described, anything else as "our side". */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const requestId = requestOf.get(error as object);
  const named = requestId === undefined ? {} : { requestId };
  const place = { ...(formatted.path ? { path: formatted.path } : {}), ...(formatted.locations ? { locations: formatted.locations } : {}) };
  if (cause instanceof DomainError) {
    return { message: cause.message, ...place, extensions: { code: cause.code, kind: cause.kind, ...cause.details, ...named } };
  }
  const code = String(formatted.extensions?.['code']);
  if (CALLERS_FAULT.has(code)) return { message: formatted.message, ...place, extensions: { code, kind: 'invalid', ...named } };
  log.error({ ...named, error: cause instanceof Error ? (cause.stack ?? cause.message) : cause });
  return { message: 'Something went wrong on our side. Nothing was changed.', ...place, extensions: { code: 'INTERNAL_ERROR', kind: 'internal', ...named } };
}
