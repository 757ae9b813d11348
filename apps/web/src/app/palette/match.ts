export interface Match {
  /** Better matches are higher; comparable only between texts matched with the same query. */
  readonly score: number;
  /** Half-open ranges of the text that the query covers, in order. */
  readonly ranges: readonly (readonly [number, number])[];
}

/**
 * Whether `query` names `text`: it stands in it, or it is made of the beginnings of its words in their order, some of which
 * may be left out. Two letters of each word are enough: "cohe" names "Cosine head", "masu" names "Mark a run superseded".
 *
 * Case and spaces in the query do not count. Undefined when it does not match; an empty query matches everything alike.
 */
export function match(query: string, text: string): Match | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return { score: 0, ranges: [] };
  return asSubstring(query.trim().toLowerCase(), text) ?? asBeginnings(wanted, text);
}

function asSubstring(wanted: string, text: string): Match | undefined {
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) return undefined;
  const opensWord = at === 0 || !WORD.test(text.charAt(at - 1));
  // At the start, at the start of a word, within one; of equals, the shorter text is meant more.
  const score = (at === 0 ? 3_000 : opensWord ? 2_000 : 1_000) - Math.min(text.length, 500);
  return { score, ranges: [[at, at + wanted.length]] };
}

const WORD = /[\p{L}\p{N}]/u;

function asBeginnings(wanted: string, text: string): Match | undefined {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((word) => ({ at: word.index, letters: word[0].toLowerCase() }));
  const ranges = cover(wanted, words);
  return ranges && { score: 500 - 50 * ranges.length - Math.min(text.length, 300), ranges };
}

interface Word {
  readonly at: number;
  readonly letters: string;
}

/**
 * Spends the wanted letters on beginnings of the words, as many as possible on each, and goes back where that leads nowhere.
 * What failed once is remembered, so that no text takes more than letters × words attempts.
 */
function cover(wanted: string, words: readonly Word[]): [number, number][] | undefined {
  const hopeless = new Set<number>();
  const from = (spent: number, first: number): [number, number][] | undefined => {
    if (spent === wanted.length) return [];
    const attempt = spent * words.length + first;
    if (hopeless.has(attempt)) return undefined;
    for (let index = first; index < words.length; index += 1) {
      const { at, letters } = words[index]!;
      for (let length = commonLength(wanted.slice(spent), letters); length > 0; length -= 1) {
        const rest = from(spent + length, index + 1);
        if (rest !== undefined) return [[at, at + length], ...rest];
      }
    }
    hopeless.add(attempt);
    return undefined;
  };
  return from(0, 0);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
