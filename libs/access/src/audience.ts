import { ArrayContains, type FindOptionsWhere, In } from 'typeorm';

import type { GroupId, UserId } from '#libs/kernel';

import { type Actor, inGroup, type Role } from './actor.js';

/** Who may read a thing besides its authors and the readers named on it: nobody (`authors`, `named`), the leads, the whole group. */
export const AUDIENCES = ['authors', 'leads', 'group', 'named'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Anything that is read by its audience. */
export interface WithAudience {
  readonly groupId: GroupId;
  readonly audience: Audience;
  readonly authorIds: readonly UserId[];
  readonly readerIds: readonly UserId[];
}

/** The audiences that a role belongs to without being named. A guest belongs to none: guests see only what names them. */
const AUDIENCES_OF: Readonly<Record<Role, readonly Audience[]>> = {
  lead: ['group', 'leads'],
  researcher: ['group'],
  guest: [],
};

export const isAuthor = (actor: Actor, thing: WithAudience): boolean => inGroup(actor, thing) && thing.authorIds.includes(actor.userId);

/** Authors and named readers always read; the audience adds others of the same group. */
export const mayReadByAudience = (actor: Actor, thing: WithAudience): boolean =>
  inGroup(actor, thing) &&
  (AUDIENCES_OF[actor.role].includes(thing.audience) || thing.authorIds.includes(actor.userId) || thing.readerIds.includes(actor.userId));

/** {@link mayReadByAudience} as conditions of a list. */
export function visibleByAudience<T extends WithAudience>(actor: Actor): [FindOptionsWhere<T>, ...FindOptionsWhere<T>[]] {
  const { groupId, userId } = actor;
  const named = [{ groupId, authorIds: ArrayContains([userId]) }, { groupId, readerIds: ArrayContains([userId]) }];
  const audiences = AUDIENCES_OF[actor.role];
  const all = audiences.length === 0 ? named : [{ groupId, audience: In([...audiences]) }, ...named];
  // TypeScript cannot compute the conditions of a T it does not know; those of WithAudience are conditions of every T.
  return all as unknown as [FindOptionsWhere<T>, ...FindOptionsWhere<T>[]];
}

/**
 * {@link mayReadByAudience} as SQL over the columns of `alias`, for statements that `where` cannot say.
 * `group` and `user` are the places of the actor's ids among the statement's parameters, such as `$1` or `:user`.
 */
export function audienceSql(actor: Actor, alias: string, { group, user }: { group: string; user: string }): string {
  const audiences = AUDIENCES_OF[actor.role].map((name) => `${alias}.audience = '${name}'`);
  const named = ['author_ids', 'reader_ids'].map((column) => `${alias}.${column} @> ARRAY[${user}]::uuid[]`);
  return `(${alias}.group_id = ${group} AND (${[...audiences, ...named].join(' OR ')}))`;
}
