import { ApolloLink, ServerError } from '@apollo/client';
import { catchError, map, throwError } from 'rxjs';

import { DomainFailure } from '../failure';

interface AnsweredError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The server's error as one of ours. A `kind` marks what a person can act on, and its message is meant for people; anything
 * else is a fault of ours, whose message would help nobody.
 */
export function failureOf({ message, extensions = {} }: AnsweredError): DomainFailure {
  const { code, kind, requestId, ...details } = extensions;
  const known = typeof code === 'string' ? code : 'SERVER_ERROR';
  if (known === 'GRAPHQL_VALIDATION_FAILED') return new DomainFailure('PAGE_OUTDATED', 'This page is older than the server. Load it anew.');
  const words = kind === undefined ? 'The server answered with an error.' : message;
  return typeof requestId === 'string' ? new DomainFailure(known, words, details, requestId) : new DomainFailure(known, words, details);
}

/** What could not even be answered: no network, or an answer that is not GraphQL. */
function transportFailure(error: unknown): DomainFailure {
  if (error instanceof DomainFailure) return error;
  if (!ServerError.is(error)) return new DomainFailure('UNREACHABLE', 'The server could not be reached.');
  return answeredIn(error.bodyText) ?? new DomainFailure('SERVER_ERROR', 'The server answered with an error.', { status: error.statusCode });
}

/** A refusal may come with an HTTP status of its own, and then carries the usual errors in its body. */
function answeredIn(body: string): DomainFailure | undefined {
  try {
    const parsed = JSON.parse(body) as { errors?: AnsweredError[] } | null;
    const first = parsed?.errors?.[0];
    return first === undefined ? undefined : failureOf(first);
  } catch {
    return undefined;
  }
}

/** Turns every way of failing into a {@link DomainFailure}, and tells when the session has ended. */
export const failures = (onSignInRequired: () => void): ApolloLink =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      map((result) => {
        const first = result.errors?.[0];
        if (first !== undefined) throw failureOf(first);
        return result;
      }),
      catchError((error: unknown) => {
        const failure = transportFailure(error);
        if (failure.code === 'SIGN_IN_REQUIRED') onSignInRequired();
        return throwError(() => failure);
      }),
    ),
  );
