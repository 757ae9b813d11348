import { runFilterInvalid } from '../runs/run.errors.js';

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition of a filter, such as `metrics.acc > 0.9`. */
export interface Comparison {
  readonly name: Name;
  readonly operator: Operator;
  readonly value: number | string | readonly string[];
  /** Where the value begins, for complaints about it. */
  readonly valueAt: number;
}

/** What a condition or an order is about: `metrics.acc`, or `status`, which names no entity. */
export interface Name {
  readonly entity: string | null;
  readonly key: string;
  readonly at: number;
}

/** Single quotes hold values, back quotes names, double quotes either. */
interface Token {
  readonly kind: 'word' | 'number' | 'operator' | 'mark' | 'single' | 'double' | 'back' | 'end';
  readonly text: string;
  readonly at: number;
}

/** As long as MLflow's own page writes them, and far from what would cost time. */
const MOST_CHARACTERS = 10_000;
const MOST_CONDITIONS = 50;
const MOST_LISTED = 1_000;

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*(?:[.:/-][\p{L}\p{N}_]+)*/uy;
const OPERATOR = /!=|<=|>=|=|<|>/y;
const MARK = /[(),.]/y;
const SPACE = /\s+/y;
const QUOTES = { "'": 'single', '"': 'double', '`': 'back' } as const;

/**
 * Reads a filter in MLflow's language: conditions joined by AND. There is no OR, no NOT, and no nesting.
 *
 * @throws DomainError `RUN_FILTER_INVALID` with the position of what cannot be read.
 */
export function parseFilter(text: string): Comparison[] {
  if (text.length > MOST_CHARACTERS) throw runFilterInvalid(MOST_CHARACTERS, `A filter is at most ${MOST_CHARACTERS} characters long.`);
  const reader = new Reader(tokensOf(text));
  if (reader.peek().kind === 'end') return [];
  const comparisons = [reader.comparison()];
  while (reader.takeWord('AND')) {
    comparisons.push(reader.comparison());
    if (comparisons.length > MOST_CONDITIONS) throw runFilterInvalid(reader.peek().at, `A filter has at most ${MOST_CONDITIONS} conditions.`);
  }
  if (reader.peek().kind !== 'end') throw reader.complain('Join conditions with AND; there is no OR, NOT or nesting.');
  return comparisons;
}

/** One item of an order, such as `metrics.acc DESC`. @throws DomainError `RUN_FILTER_INVALID`. */
export function parseOrder(text: string): { name: Name; descending: boolean } {
  const reader = new Reader(tokensOf(text));
  const name = reader.name();
  const descending = reader.takeWord('DESC');
  if (!descending) reader.takeWord('ASC');
  if (reader.peek().kind !== 'end') throw reader.complain('Write an order as a name, then ASC or DESC.');
  return { name, descending };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const quote = text[at] as keyof typeof QUOTES;
    if (quote in QUOTES) {
      const end = text.indexOf(quote, at + 1);
      if (end === -1) throw runFilterInvalid(at, 'This quotation is not closed.');
      tokens.push({ kind: QUOTES[quote], text: text.slice(at + 1, end), at });
      at = end + 1;
      continue;
    }
    const token = plainToken(match, at);
    if (token === null) throw runFilterInvalid(at, `“${text[at]}” does not belong here.`);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function plainToken(match: (pattern: RegExp) => string | null, at: number): Token | null {
  const number = match(NUMBER);
  if (number !== null) return { kind: 'number', text: number, at };
  const word = match(WORD);
  if (word !== null) return { kind: 'word', text: word, at };
  const operator = match(OPERATOR);
  if (operator !== null) return { kind: 'operator', text: operator, at };
  const mark = match(MARK);
  return mark === null ? null : { kind: 'mark', text: mark, at };
}

class Reader {
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token {
    return this.tokens[this.place]!;
  }

  complain(message: string): Error {
    return runFilterInvalid(this.peek().at, message);
  }

  takeWord(word: string): boolean {
    const taken = this.peek().kind === 'word' && this.peek().text.toUpperCase() === word;
    if (taken) this.place += 1;
    return taken;
  }

  comparison(): Comparison {
    const name = this.name();
    const operator = this.operator();
    const valueAt = this.peek().at;
    const value = operator === 'IN' || operator === 'NOT IN' ? this.list() : this.value();
    return { name, operator, value, valueAt };
  }

  /** `entity.key`, where the key may be quoted, or a name alone. */
  name(): Name {
    const token = this.next('word', 'double', 'back');
    if (token === null) throw this.complain('Begin with a name, such as metrics.accuracy or params.lr.');
    const dot = token.kind === 'word' ? token.text.indexOf('.') : -1;
    if (dot !== -1) return { entity: token.text.slice(0, dot), key: token.text.slice(dot + 1), at: token.at };
    if (token.kind !== 'word' || !this.takeMark('.')) return { entity: null, key: token.text, at: token.at };
    const key = this.next('word', 'double', 'back', 'number');
    if (key === null) throw this.complain(`Name what of “${token.text}” is meant.`);
    return { entity: token.text, key: key.text, at: token.at };
  }

  private operator(): Operator {
    const token = this.next('operator');
    if (token !== null) return token.text as Operator;
    if (this.takeWord('LIKE')) return 'LIKE';
    if (this.takeWord('ILIKE')) return 'ILIKE';
    if (this.takeWord('IN')) return 'IN';
    if (this.takeWord('NOT') && this.takeWord('IN')) return 'NOT IN';
    throw this.complain(`Compare with one of ${OPERATORS.join(', ')}.`);
  }

  private value(): number | string {
    const token = this.next('number', 'single', 'double');
    if (token === null) throw this.complain('Write a number, or a text in quotes.');
    if (token.kind !== 'number') return token.text;
    const number = Number(token.text);
    if (!Number.isFinite(number)) throw runFilterInvalid(token.at, 'This number is too large.');
    return number;
  }

  private list(): string[] {
    const items: string[] = [];
    if (!this.takeMark('(')) throw this.complain("Write a list, such as ('a', 'b').");
    do {
      const token = this.next('single', 'double');
      if (token === null) throw this.complain('Write a text in quotes.');
      items.push(token.text);
      if (items.length > MOST_LISTED) throw this.complain(`A list has at most ${MOST_LISTED} texts.`);
    } while (this.takeMark(','));
    if (!this.takeMark(')')) throw this.complain('Close the list with ).');
    return items;
  }

  private takeMark(mark: string): boolean {
    const taken = this.peek().kind === 'mark' && this.peek().text === mark;
    if (taken) this.place += 1;
    return taken;
  }

  private next(...kinds: Token['kind'][]): Token | null {
    const token = this.peek();
    if (!kinds.includes(token.kind)) return null;
    this.place += 1;
    return token;
  }
}
