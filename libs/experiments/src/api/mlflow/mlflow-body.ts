import express, { type NextFunction, type Request, type Response } from 'express';

import { DomainError } from '#libs/kernel';
import type { KnownRequest } from '#libs/platform';

import { parseExactly } from './exact-json.js';
import { invalidParameter } from './fields.js';
import { sendMlflowError } from './mlflow-error.filter.js';

/** A log-batch at its limits is about a megabyte; escapes can make several of it. */
const BODY_LIMIT = 8_000_000;

const readText = express.text({ type: () => true, limit: BODY_LIMIT });

/** Reads the JSON of a request, whatever type it claims to be. Strangers are turned away before their body is read. */
export function readMlflowBody(request: Request, response: Response, next: NextFunction): void {
  if ((request as unknown as KnownRequest).actor === null) return sendMlflowError(response, signInRequired());
  readText(request, response, (error?: unknown) => {
    if (error !== undefined) return sendMlflowError(response, unreadable(error));
    try {
      request.body = objectIn(request.body);
    } catch {
      return sendMlflowError(response, invalidParameter('The body of the request is not a JSON object.'));
    }
    next();
  });
}

/** Refuses a path that cannot be decoded here, where the refusal can still be put in MLflow's words. */
export function refuseUnreadablePath(request: Request, response: Response, next: NextFunction): void {
  try {
    decodeURIComponent(request.path);
  } catch {
    return sendMlflowError(response, invalidParameter('Invalid path'));
  }
  next();
}

function objectIn(body: unknown): object {
  // Without a body there is nothing to parse, and the parser leaves an object.
  if (typeof body !== 'string' || body === '') return {};
  const value = parseExactly(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not an object');
  return value;
}

const unreadable = (error: unknown): DomainError =>
  (error as { status?: number }).status === 413
    ? invalidParameter(`A request may have at most ${BODY_LIMIT} bytes.`)
    : invalidParameter('The body of the request cannot be read.');

const signInRequired = (): DomainError => new DomainError('unauthenticated', 'SIGN_IN_REQUIRED', 'Give an API token with the scope “runs” (MLFLOW_TRACKING_TOKEN).');
