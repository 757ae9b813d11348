import { type Actor, type Scope } from '#libs/access';
import { isId, type UserId } from '#libs/kernel';
import type { Source } from '#libs/platform';
import { type Document, documentPolicy } from '#libs/proposals';

const MENTION = /@\[([^\]\n]{1,100})\]\(person:([0-9a-f-]{36})\)/g;
/** Whoever names more people than this wants a meeting, not a comment. */
const MAX_MENTIONS = 50;

/** Whom a comment names, each once, in the order of naming. */
export function mentionedIn(body: string): UserId[] {
  const ids = [...body.matchAll(MENTION)].map(([, , id]) => id as UserId).filter((id) => isId(id));
  return [...new Set(ids)].slice(0, MAX_MENTIONS);
}

/** A comment as words alone, where there is no room for more than a line of it. */
export const plainWords = (body: string): string => body.replaceAll(MENTION, '@$1').replaceAll(/\s+/g, ' ').trim();

/**
 * Those of these people who may read a document: nobody hears of a text by being named in it. Somebody who is no active member,
 * or of another group, is passed over like somebody who does not exist, so that naming finds nothing out.
 */
export async function readersAmong(source: Source, document: Document, ids: readonly UserId[]): Promise<UserId[]> {
  if (ids.length === 0) return [];
  const members = await source.sql<Pick<Actor, 'userId' | 'role'>>(
    'SELECT user_id AS "userId", role FROM membership WHERE group_id = $1 AND suspended_at IS NULL AND user_id = ANY($2::uuid[])',
    [document.groupId, ids],
  );
  const readers = new Set(members.filter((member) => documentPolicy.may.read(whenHere(member, document), document)).map(({ userId }) => userId));
  return ids.filter((id) => readers.has(id));
}

/** A member as they would be if they asked; they do not, so there is nothing that they came by. */
const whenHere = ({ userId, role }: Pick<Actor, 'userId' | 'role'>, { groupId }: Document): Actor => ({
  userId, role, groupId, via: 'session', credentialId: '', scopes: new Set<Scope>(),
});
