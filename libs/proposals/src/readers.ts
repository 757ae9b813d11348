import type { Actor, Audience } from '#libs/access';
import { requirePeople } from '#libs/identity';
import { invalidInput, type UserId } from '#libs/kernel';
import type { Source } from '#libs/platform';

const MOST_PEOPLE = 200;

/**
 * Those who shall read a thing by name: each once, and nobody who writes it anyway.
 *
 * @throws DomainError `PERSON_UNKNOWN`, or `INVALID_INPUT` naming `readerIds` when the audience says that nobody but the authors reads.
 */
export async function requireReaders(
  source: Source, actor: Actor, { audience, authorIds, readerIds }: { audience: Audience; authorIds: readonly UserId[]; readerIds: readonly UserId[] },
): Promise<UserId[]> {
  const readers = [...new Set(readerIds)].filter((id) => !authorIds.includes(id));
  if (audience === 'authors' && readers.length > 0) {
    throw invalidInput('readerIds', 'For authors only, nobody else reads this. Choose named people to share it with some.');
  }
  await requireSome(source, actor, 'readerIds', readers);
  return readers;
}

/** The authors as given, each once. @throws DomainError `PERSON_UNKNOWN`, or `INVALID_INPUT` when there is none. */
export async function requireAuthors(source: Source, actor: Actor, authorIds: readonly UserId[]): Promise<UserId[]> {
  const authors = [...new Set(authorIds)];
  if (authors.length === 0) throw invalidInput('authorIds', 'Name at least one author.');
  await requireSome(source, actor, 'authorIds', authors);
  return authors;
}

async function requireSome(source: Source, actor: Actor, field: string, ids: readonly UserId[]): Promise<void> {
  if (ids.length > MOST_PEOPLE) throw invalidInput(field, `Name at most ${MOST_PEOPLE} people.`);
  if (ids.length > 0) await requirePeople(source, actor, field, ids);
}
