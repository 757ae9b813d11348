import { invalidInput } from '#libs/kernel';

/**
 * The range of a document that a thread is about, twice over: as positions that follow the text while it is edited
 * (`Y.encodeRelativePosition`, in base64), and as the words themselves with what stood around them, by which people and
 * pages find the place again when the positions no longer lead there.
 */
export interface TextAnchor {
  readonly start: string;
  readonly end: string;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MAX_POSITION = 500;
const MAX_QUOTE = 2_000;
const MAX_AROUND = 200;

/** @throws DomainError `INVALID_INPUT` naming the part that cannot be. */
export function anchorOf(given: TextAnchor): TextAnchor {
  return {
    start: position('start', given.start),
    end: position('end', given.end),
    quote: words('quote', given.quote, MAX_QUOTE),
    prefix: words('prefix', given.prefix, MAX_AROUND),
    suffix: words('suffix', given.suffix, MAX_AROUND),
  };
}

function position(part: string, text: string): string {
  if (text.length > MAX_POSITION || !BASE64.test(text)) throw invalidInput(`anchor.${part}`, 'This is not a position in a document.');
  return text;
}

/** As they stand in the text, spaces included. A pair of surrogates that was cut in two becomes U+FFFD, since PostgreSQL stores no half. */
function words(part: string, text: string, max: number): string {
  if (text.length > max) throw invalidInput(`anchor.${part}`, `This is ${text.length} characters long; ${max} are the most.`);
  if (text.includes('\0')) throw invalidInput(`anchor.${part}`, 'This text holds a character that cannot be stored.');
  return Buffer.from(text).toString();
}
