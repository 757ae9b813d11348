/** Bytes from outside that are not what they claim to be. */
export class Malformed extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Malformed';
  }
}

/** Values nested deeper than this are refused: code that walks them would run out of stack. */
const MAX_DEPTH = 64;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the encoding of lib0 strictly, where lib0 itself is lenient: it reads zeros and `undefined` past the end, and
 * wraps integers that do not fit. Every method throws {@link Malformed} instead.
 *
 * @see lib0 `decoding.js`
 */
export class Reader {
  private at = 0;

  constructor(private readonly source: Uint8Array) {}

  get remaining(): number {
    return this.source.length - this.at;
  }

  end(): void {
    if (this.at !== this.source.length) throw new Malformed('bytes after the end');
  }

  uint8(): number {
    const byte = this.source[this.at++];
    if (byte === undefined) throw new Malformed('cut short');
    return byte;
  }

  varUint(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.uint8();
      value += (byte & 0x7f) * unit;
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('integer out of range');
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  }

  /** A view, not a copy. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw new Malformed('cut short');
    return this.source.subarray(this.at, (this.at += length));
  }

  varBytes(): Uint8Array {
    return this.bytes(this.varUint());
  }

  string(): string {
    return utf8(this.varBytes());
  }

  /** Passes over a string; returns its length in UTF-16 code units, which is how Yjs counts. */
  stringLength(): number {
    const text = this.varBytes();
    for (const byte of text) if (byte >= 0x80) return utf8(text).length;
    return text.length;
  }

  json(): unknown {
    return parseJson(this.varBytes());
  }

  /** Yjs's own addition to JSON, in the contents of arrays. */
  jsonOrUndefined(): unknown {
    const text = this.varBytes();
    return utf8(text) === 'undefined' ? undefined : parseJson(text);
  }

  /** Passes over a value in the encoding of lib0's `writeAny`; returns its type byte. */
  any(depth = 0): number {
    if (depth > MAX_DEPTH) throw new Malformed('nested too deeply');
    const type = this.uint8();
    switch (type) {
      case Any.undefined:
      case Any.null:
      case Any.false:
      case Any.true:
        break;
      case Any.integer:
        this.varInt();
        break;
      case Any.float32:
        this.bytes(4);
        break;
      case Any.float64:
      case Any.bigint:
        this.bytes(8);
        break;
      case Any.string:
        this.stringLength();
        break;
      case Any.object:
        this.many(2, () => (this.stringLength(), this.any(depth + 1)));
        break;
      case Any.array:
        this.many(1, () => this.any(depth + 1));
        break;
      case Any.bytes:
        this.varBytes();
        break;
      default:
        throw new Malformed('unknown type of value');
    }
    return type;
  }

  /** A count that the bytes left could hold, so that a forged one costs nothing. */
  count(leastBytesEach: number): number {
    const count = this.varUint();
    if (count * leastBytesEach > this.remaining) throw new Malformed('more announced than sent');
    return count;
  }

  private many(leastBytesEach: number, one: () => void): void {
    for (let left = this.count(leastBytesEach); left > 0; left--) one();
  }

  private varInt(): void {
    let value = 0;
    let byte = this.uint8();
    value += byte & 0x3f;
    for (let unit = 0x40; byte >= 0x80; unit *= 0x80) {
      byte = this.uint8();
      value += (byte & 0x7f) * unit;
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('integer out of range');
    }
  }
}

/** The type bytes of lib0's `writeAny`. */
export const Any = {
  undefined: 127,
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  bigint: 122,
  false: 121,
  true: 120,
  string: 119,
  object: 118,
  array: 117,
  bytes: 116,
} as const;

/** JSON as Yjs reads it, but bounded in depth. */
export function parseJson(text: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(utf8(text));
  } catch {
    throw new Malformed('not JSON');
  }
  if (!isShallow(value, 0)) throw new Malformed('nested too deeply');
  return value;
}

function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Malformed('not UTF-8');
  }
}

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' || value === null || (depth < MAX_DEPTH && Object.values(value).every((inner) => isShallow(inner, depth + 1)));
