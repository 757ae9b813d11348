const MOST_WORDS = 12;
const LONGEST_WORD = 60;

/** A number with its fraction is one word, as PostgreSQL's parser sees it: whoever looks for 72.9 means 72.9. */
const WORD = /\p{N}+(?:\.\p{N}+)+|[\p{L}\p{N}]+/gu;

/**
 * `cosine head` as the query `cosine:* & head:*`: every word counts, and a beginning is enough, since people look while they
 * type. Only letters, digits and the points within numbers pass, so nothing of the query's own language does. Null when
 * there is no word.
 */
export function prefixesOf(text: string): string | null {
  const words = (text.match(WORD) ?? []).slice(0, MOST_WORDS).map((word) => `${word.slice(0, LONGEST_WORD)}:*`);
  return words.length === 0 ? null : words.join(' & ');
}

/**
 * The prefixes in `place`, such as `$3` or `:prefixes`, as a query of sentences, whose words are inflected. English drops its
 * commonest words; who has typed only "the" so far may be on the way to "theory".
 */
export const saidSql = (place: string): string =>
  `(CASE WHEN numnode(to_tsquery('english', ${place})) = 0 THEN to_tsquery('simple', ${place}) ELSE to_tsquery('english', ${place}) END)`;

/** The same as a query of names, whose words are not. */
export const namedSql = (place: string): string => `to_tsquery('simple', ${place})`;
