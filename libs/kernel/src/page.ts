import { DomainError } from './errors.js';
import { isId } from './ids.js';

/** One page of a list, and the cursor after which the next begins. */
export interface Page<T> {
  readonly nodes: T[];
  /** Null when the page is empty. */
  readonly endCursor: string | null;
  readonly hasMore: boolean;
}

export interface PageRequest {
  /** At most {@link MAX_PAGE}; {@link DEFAULT_PAGE} when absent. */
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 100;

/** @throws DomainError `PAGE_SIZE` when `first` is not within 1…{@link MAX_PAGE}. */
export function pageSize(request: PageRequest): number {
  const first = request.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new DomainError('invalid', 'PAGE_SIZE', `Ask for 1 to ${MAX_PAGE} at a time.`, { max: MAX_PAGE });
  }
  return first;
}

/**
 * Cuts a page from `first + 1` rows: the one too many only says that there are more.
 * `keyOf` gives the sort key of a row, from which the cursor is made (keyset pagination: the next
 * page starts after this key, whatever was inserted before it meanwhile).
 */
export function pageOf<T>(rows: T[], first: number, keyOf: (row: T) => readonly CursorPart[]): Page<T> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return { nodes, endCursor: last === undefined ? null : encodeCursor(keyOf(last)), hasMore: rows.length > first };
}

export type CursorPart = string | number | boolean | null;

export function encodeCursor(parts: readonly CursorPart[]): string {
  return toBase64Url(JSON.stringify(parts));
}

/** @throws DomainError `CURSOR_INVALID` when the cursor was not made by {@link encodeCursor} with `length` parts. */
export function decodeCursor(cursor: string, length: number): CursorPart[] {
  try {
    const parts: unknown = JSON.parse(fromBase64Url(cursor));
    if (Array.isArray(parts) && parts.length === length && parts.every(isCursorPart)) return parts;
  } catch {
    // Falls through: what cannot be read was not made here.
  }
  throw cursorInvalid();
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a part of a cursor is an instant as `toISOString` writes it. */
export const isInstant = (part: unknown): part is string => typeof part === 'string' && INSTANT.test(part) && !Number.isNaN(Date.parse(part));

/** The place of a row in a list ordered by an instant, then by id. @throws DomainError `CURSOR_INVALID` for a cursor of another list. */
export function decodePlace(cursor: string): { readonly at: string; readonly id: string } {
  const [at, id] = decodeCursor(cursor, 2);
  if (isInstant(at) && typeof id === 'string' && isId(id)) return { at, id };
  throw cursorInvalid();
}

const cursorInvalid = (): DomainError =>
  new DomainError('invalid', 'CURSOR_INVALID', 'This page cursor is not valid. Start from the first page.');

const isCursorPart = (part: unknown): part is CursorPart =>
  part === null || typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean';

/** Base64url of UTF-8 with what both browsers and Node have. */
const toBase64Url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const fromBase64Url = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0)),
  );
