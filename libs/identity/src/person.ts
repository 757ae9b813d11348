import type { UserId } from '#libs/kernel';

/** What anybody in the group may know of a person: enough to name them and to draw them. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly initials: string;
  /** 0…7, one of the eight grounds of presence. */
  readonly colour: number;
}

const GROUNDS = 8;

/** The same person has the same colour everywhere: it is drawn from the id, which is random. */
export const personOf = ({ id, name }: { id: UserId; name: string }): Person => ({
  id,
  name,
  initials: initialsOf(name),
  colour: Number.parseInt(id.slice(0, 2), 16) % GROUNDS,
});

/** The first letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word?.match(/\p{L}/u) ?? [])][0] ?? '');
  return letters.join('').toLocaleUpperCase('en');
}
