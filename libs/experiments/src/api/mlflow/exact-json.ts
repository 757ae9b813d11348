/**
 * JSON whose whole numbers survive. Steps are 64-bit integers; above 2^53 a JavaScript number would be off by some.
 */

/** What Node's JSON can do and TypeScript's library does not know yet (ECMAScript proposal "JSON.parse source text access"). */
const json = JSON as unknown as {
  parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
  rawJSON(text: string): object;
};

const LONG_NUMBER = /\d{16}/;
const WHOLE = /^-?\d+$/;

/** Whole numbers that a JavaScript number cannot hold come as bigint. @throws SyntaxError */
export function parseExactly(text: string): unknown {
  // Looking at every value costs; only a number of sixteen digits can be affected.
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && WHOLE.test(source) ? BigInt(source) : value);
}

/** A 64-bit integer as a value that JSON.stringify writes in full. */
export function exactInteger(text: string): number | object {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : json.rawJSON(text);
}
