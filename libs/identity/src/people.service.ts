import { Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';
import { DomainError, type UserId } from '#libs/kernel';
import { Database, type Source } from '#libs/platform';

import { type Person, personOf } from './person.js';

/** Names for ids. */
@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  /** The persons of the actor's group among these ids, those who left included: what they wrote still has an author. */
  async named(actor: Actor, ids: readonly UserId[]): Promise<Map<UserId, Person>> {
    const rows = await this.database.sql<{ id: UserId; name: string }>(
      `SELECT u.id, u.name FROM app_user u JOIN membership m ON m.user_id = u.id AND m.group_id = $1 WHERE u.id = ANY($2::uuid[])`,
      [actor.groupId, [...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, personOf(row)]));
  }
}

/**
 * Checks that all of these may be named in the group: as authors, readers, owners.
 *
 * @throws DomainError `PERSON_UNKNOWN` for anybody who is not an active member of the actor's group.
 */
export async function requirePeople(source: Source, actor: Actor, field: string, ids: readonly UserId[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await source.sql<{ id: UserId }>(
    'SELECT user_id AS id FROM membership WHERE group_id = $1 AND suspended_at IS NULL AND user_id = ANY($2::uuid[])', [actor.groupId, wanted]);
  const missing = wanted.find((id) => !found.some((row) => row.id === id));
  if (missing !== undefined) {
    throw new DomainError('invalid', 'PERSON_UNKNOWN', 'One of these people is not in the group.', { field, id: missing });
  }
}
