import { DomainError, type RunId } from '#libs/kernel';

/** A deleted run is read-only until it is restored. */
export const runDeleted = (runId: RunId): DomainError =>
  new DomainError('conflict', 'RUN_DELETED', `The run must be in the 'active' state. Restore it first.`, { runId });

export const paramIsFinal = (runId: RunId, key: string): DomainError =>
  new DomainError('conflict', 'PARAM_IS_FINAL', `Changing param values is not allowed. The param with key '${key}' was already logged with another value.`, { runId, key });

export const tagMissing = (runId: RunId, key: string): DomainError =>
  new DomainError('not-found', 'TAG_MISSING', `There is no tag with the key '${key}' on this run.`, { runId, key });

/** `position` counts characters from 0, so that the page can point at the place. */
export const runFilterInvalid = (position: number, message: string): DomainError =>
  new DomainError('invalid', 'RUN_FILTER_INVALID', `${message} (at character ${position + 1})`, { position });
