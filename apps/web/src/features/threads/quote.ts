/** What a thread remembers of its text: the words, and those around them. Enough to find it again when its place is lost. */
export interface Quote {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** How much of the text around a quote is kept on each side, in characters. */
const CONTEXT = 32;
/** Words as short as this occur anywhere; only what stands around them tells which are meant. */
const TELLING = 4;

export const quoteOf = (text: string, from: number, to: number): Quote => ({
  quote: text.slice(from, to),
  prefix: text.slice(Math.max(0, from - CONTEXT), from),
  suffix: text.slice(to, to + CONTEXT),
});

/**
 * Where the quote stands in `text`, or null. Of several places the one whose surroundings agree best is meant; when
 * none of them agrees better than another, nobody can tell, and it counts as lost.
 */
export function findQuote(text: string, { quote, prefix, suffix }: Quote): number | null {
  if (quote === '') return null;
  const places = occurrences(text, quote)
    .map((at) => ({ at, agreement: sharedEnd(text.slice(0, at), prefix) + sharedStart(text.slice(at + quote.length), suffix) }))
    .sort((one, other) => other.agreement - one.agreement);
  const [best, next] = places;
  if (best === undefined || (next !== undefined && next.agreement === best.agreement)) return null;
  return quote.length < TELLING && best.agreement < TELLING ? null : best.at;
}

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

function sharedEnd(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}
