import type { Actor, Audience } from '#libs/access';
import { requirePeople } from '#libs/identity';
import { invalidInput, type UserId } from '#libs/kernel';
import type { Source } from '#libs/platform';

const MOST_PEOPLE = 200;

/**
 * Those who shall read a thing by name: each once, and nobody who writes it anyway. Whoever is among `already` may stay,
 * though they have left the group.
 *
 * @throws DomainError `PERSON_UNKNOWN`, or `INVALID_INPUT` naming `readerIds` when the audience says that nobody but the authors reads.
 */
export async function requireReaders(
  source: Source, actor: Actor, { audience, authorIds, readerIds }: { audience: Audience; authorIds: readonly UserId[]; readerIds: readonly UserId[] },
  already: readonly UserId[] = [],
): Promise<UserId[]> {
  const readers = [...new Set(readerIds)].filter((id) => !authorIds.includes(id));
  if (audience === 'authors' && readers.length > 0) {
    throw invalidInput('readerIds', 'For authors only, nobody else reads this. Choose named people to share it with some.');
  }
  await requireNew(source, actor, 'readerIds', readers, already);
  return readers;
}

/** The authors as given, each once; who wrote it stays its author after leaving. @throws DomainError `PERSON_UNKNOWN`, or `INVALID_INPUT` when there is none. */
export async function requireAuthors(source: Source, actor: Actor, authorIds: readonly UserId[], already: readonly UserId[]): Promise<UserId[]> {
  const authors = [...new Set(authorIds)];
  if (authors.length === 0) throw invalidInput('authorIds', 'Name at least one author.');
  await requireNew(source, actor, 'authorIds', authors, already);
  return authors;
}

async function requireNew(source: Source, actor: Actor, field: string, ids: readonly UserId[], already: readonly UserId[]): Promise<void> {
  if (ids.length > MOST_PEOPLE) throw invalidInput(field, `Name at most ${MOST_PEOPLE} people.`);
  const added = ids.filter((id) => !already.includes(id));
  if (added.length > 0) await requirePeople(source, actor, field, added);
}
