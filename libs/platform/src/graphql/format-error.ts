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

/** What leaves the house of a failure: ours in full, the caller's own mistakes as described, anything else as "our side". */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const place = { ...(formatted.path ? { path: formatted.path } : {}), ...(formatted.locations ? { locations: formatted.locations } : {}) };
  if (cause instanceof DomainError) {
    return { message: cause.message, ...place, extensions: { code: cause.code, kind: cause.kind, ...cause.details } };
  }
  const code = String(formatted.extensions?.['code']);
  if (CALLERS_FAULT.has(code)) return { message: formatted.message, ...place, extensions: { code, kind: 'invalid' } };
  log.error(cause instanceof Error ? (cause.stack ?? cause.message) : cause);
  return { message: 'Something went wrong on our side. Nothing was changed.', ...place, extensions: { code: 'INTERNAL_ERROR', kind: 'internal' } };
}

/** Names the request in each of its errors, so that a person can quote what an operator finds in the log. */
export const nameRequestInErrors = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single' || contextValue.requestId === '') return;
      const { singleResult } = response.body;
      if (singleResult.errors === undefined) return;
      singleResult.errors = singleResult.errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }));
    },
  }),
});
