/** What the caller did wrong, in the only ways a caller can. Anything else is our bug and stays an `Error`. */
export type ErrorKind = 'unauthenticated' | 'forbidden' | 'not-found' | 'invalid' | 'conflict' | 'rate-limited';

/**
 * A failure the caller can act on.
 *
 * `code` is API: clients branch on it, so it never changes once released. `message` is for people
 * and may. `details` reaches the client verbatim, so it holds ids and limits, never content.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, string | number | boolean>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export const notFound = (subject: string, id: string): DomainError =>
  new DomainError('not-found', 'NOT_FOUND', `This ${subject.toLowerCase()} does not exist or is not visible to you.`, { subject, id });

export const forbidden = (action: string, subject: string, id: string): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', `You may not ${action} this ${subject.toLowerCase()}.`, { action, subject, id });

/** A value that a field cannot take; `field` is the input's name as the caller wrote it. */
export const invalidInput = (field: string, message: string): DomainError =>
  new DomainError('invalid', 'INVALID_INPUT', message, { field });
