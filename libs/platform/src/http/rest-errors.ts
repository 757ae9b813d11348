import type { ServerResponse } from 'node:http';

import type { DomainError, ErrorKind } from '#libs/kernel';

const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  'rate-limited': 429,
};

/** What a REST caller reads of a failure; GraphQL callers read the same in `extensions`. */
export function sendFailure(response: ServerResponse, error: DomainError): void {
  response.statusCode = HTTP_STATUS[error.kind];
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ code: error.code, message: error.message, ...error.details }));
}
