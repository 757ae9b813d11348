import type { FindOptionsWhere } from 'typeorm';

import { forbidden, notFound } from '#libs/kernel';

import type { Actor } from './actor.js';

/** How a row stands to the person asking, for the table that people review (`docs/access-matrix.md`). */
export const STANDINGS = ['unrelated', 'shared', 'own', 'foreign'] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * Every rule about one kind of thing, in one place, with two faces: predicates over a loaded row,
 * and the read rule in a form the database can apply to a list. `expectSameFaces` tests that the
 * two agree.
 */
export interface Policy<T extends { id: string }, Action extends string = never> {
  readonly subject: string;
  readonly may: { readonly [A in Action | 'read']: (actor: Actor, target: T) => boolean };
  /** A row is readable when it matches any element. Never empty: TypeORM reads `[]` as "every row". */
  readonly visibleTo: (actor: Actor) => [FindOptionsWhere<T>, ...FindOptionsWhere<T>[]];
  /**
   * An example in each standing, from which the matrix of rights is computed. `own`: the actor made it;
   * `shared`: it was shared with the actor by name; `unrelated`: of the group, neither; `foreign`: of
   * another group. Null where a standing cannot occur.
   */
  readonly example: (standing: Standing, actor: Actor) => T | null;
}

/** A policy whose row and actions do not matter to the caller. */
export interface AnyPolicy {
  readonly subject: string;
  readonly may: Readonly<Record<string, (actor: Actor, target: never) => boolean>>;
  readonly example: (standing: Standing, actor: Actor) => unknown;
}

declare const granted: unique symbol;

/** A `T` for which the right to `Action` has been checked. Only this file makes one. */
export type Permitted<T, Action extends string = string> = T & { readonly [granted]: Action };

const marked = new WeakSet<object>();

/** Whether a row has passed a policy. The API refuses to send one that has not. */
export const isMarked = (row: object): boolean => marked.has(row);

function mark<T extends object, A extends string>(row: T): Permitted<T, A> {
  marked.add(row);
  return row as Permitted<T, A>;
}

/**
 * Checks a right and returns the row marked with it. Whatever writes a row asks for the mark, so a
 * forgotten check does not compile.
 *
 * @throws DomainError `NOT_FOUND` when the row is missing or unreadable, so that existence does not
 *   leak; `FORBIDDEN` when it is readable but the action is not allowed.
 */
export function permit<T extends { id: string }, Action extends string, A extends Action | 'read'>(
  policy: Pick<Policy<T, Action>, 'subject' | 'may'>,
  actor: Actor,
  action: A,
  row: T | null,
  id: string,
): Permitted<T, A> {
  if (row === null || !policy.may.read(actor, row)) throw notFound(policy.subject, id);
  if (!policy.may[action](actor, row)) throw forbidden(action, policy.subject, id);
  return mark(row);
}

/** Marks the rows of a list already narrowed by `visibleTo`; throws if the two faces disagree. */
export function readable<T extends { id: string }>(
  policy: Pick<Policy<T, string>, 'subject' | 'may'>,
  actor: Actor,
  rows: T[],
): Permitted<T, 'read'>[] {
  return rows.map((row) => permit(policy, actor, 'read', row, row.id));
}

/** The actions that a policy allows on a row, in its own order: what the page asks instead of repeating rules. */
export function allowedActions<T extends { id: string }, Action extends string>(
  policy: Pick<Policy<T, Action>, 'may'>,
  actor: Actor,
  row: T,
): (Action | 'read')[] {
  return (Object.keys(policy.may) as (Action | 'read')[]).filter((action) => policy.may[action](actor, row));
}
