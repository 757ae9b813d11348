import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

import { DomainError, type RunId } from '#libs/kernel';

import { runIdOf } from '../../artifacts/artifact-path.js';

/** What MLflow says of a value that cannot be: always 400, since its clients repeat a 5xx for minutes. */
export const invalidParameter = (message: string): DomainError => new DomainError('invalid', 'INVALID_PARAMETER_VALUE', message);

const LEAST_INT64 = -(2n ** 63n);
const GREATEST_INT64 = 2n ** 63n - 1n;
const WHOLE = /^-?\d{1,19}$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;
const NAMED_DOUBLES: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };
/** PostgreSQL cannot store NUL, nor half of a surrogate pair. */
// eslint-disable-next-line no-control-regex -- NUL is what must not come in
const UNFIT = /\u0000|\p{Cs}/u;
const NOTHING = '00000000-0000-0000-0000-000000000000' as RunId;

/**
 * The fields of a request in protobuf's JSON or in a query, read as what they must be. Unknown fields are ignored, as new clients
 * send what older servers do not know; null is absent.
 *
 * Every method throws `INVALID_PARAMETER_VALUE` naming the field, with its place in the list where it is in one.
 */
export class Fields {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly path = '',
  ) {}

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  text(name: string): string {
    const text = this.optionalText(name);
    if (text === undefined || text === '') throw invalidParameter(`Missing value for required parameter '${this.path}${name}'.`);
    return text;
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    // Ids are texts, which some clients write as numbers.
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text !== 'string') throw this.wrong(name, 'a string');
    if (UNFIT.test(text)) throw invalidParameter(`Invalid value for parameter '${this.path}${name}': it holds a character that cannot be stored.`);
    return text;
  }

  texts(name: string): string[] {
    const items = this.itemsOf(name);
    const reader = new Fields(items, `${this.path}${name}.`);
    return Object.keys(items).map((place) => reader.optionalText(place) ?? '');
  }

  object(name: string): Fields {
    return fieldsOf(this.value(name) ?? {}, `${this.path}${name}`);
  }

  /** The fields of each item of a list. */
  items(name: string): Fields[] {
    return Object.values(this.itemsOf(name)).map((item, i) => fieldsOf(item, `${this.path}${name}[${i}]`));
  }

  int64(name: string): bigint | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const whole = typeof value === 'string' ? WHOLE.test(value) : typeof value === 'bigint' || Number.isSafeInteger(value);
    const int = whole ? BigInt(value as string | number | bigint) : null;
    if (int === null || int < LEAST_INT64 || int > GREATEST_INT64) throw this.wrong(name, 'a 64-bit integer');
    return int;
  }

  /** Within bounds that a JavaScript number holds. */
  integer(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const int = this.int64(name);
    if (int !== undefined && (int < BigInt(least) || int > BigInt(most))) throw this.wrong(name, `an integer from ${least} to ${most}`);
    return int === undefined ? undefined : Number(int);
  }

  /** Milliseconds since 1970, as far as dates go. */
  millis(name: string): number | undefined {
    return this.integer(name, { least: 0, most: 8.64e15 });
  }

  date(name: string): Date | undefined {
    const millis = this.millis(name);
    return millis === undefined ? undefined : new Date(millis);
  }

  /** A double, or one of protobuf's words for those that JSON has no number for. */
  double(name: string): number {
    const value = this.value(name);
    if (value === undefined) throw invalidParameter(`Missing value for required parameter '${this.path}${name}'.`);
    if (typeof value === 'string' && Object.hasOwn(NAMED_DOUBLES, value)) return NAMED_DOUBLES[value]!;
    const number = typeof value === 'bigint' || (typeof value === 'string' && NUMBER.test(value)) ? Number(value) : value;
    // A literal such as 1e999 is read as infinite, and nobody meant that.
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.wrong(name, 'a double');
    return number;
  }

  /** One of some names, written in capitals. Protobuf numbers its enums, so the place in the list, from `first`, is taken too. */
  choice<T extends string>(name: string, names: readonly T[], first = 1): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const chosen = typeof value === 'number' || (typeof value === 'string' && /^\d$/.test(value)) ? names[Number(value) - first] : names.find((one) => one === value);
    if (chosen === undefined) throw this.wrong(name, `one of ${names.join(', ')}`);
    return chosen;
  }

  /** A run that is named by an id that cannot be one is as unknown as any other. Older clients send `run_uuid` only. */
  runId(): RunId {
    const text = this.optionalText('run_id') || this.text(this.has('run_uuid') ? 'run_uuid' : 'run_id');
    return runIdOf(text) ?? NOTHING;
  }

  runIds(name: string): RunId[] {
    return this.texts(name).map((text) => runIdOf(text) ?? NOTHING);
  }

  experimentNumber(name = 'experiment_id'): number {
    return experimentNumberOf(this.text(name));
  }

  private value(name: string): unknown {
    const value = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    return value === null ? undefined : value;
  }

  /** A query that repeats a name gives a list; one that says it once gives the item. */
  private itemsOf(name: string): Record<string, unknown> {
    const value = this.value(name);
    if (value === undefined) return {};
    if (Array.isArray(value)) return { ...value };
    if (typeof value === 'string') return { 0: value };
    throw this.wrong(name, 'a list');
  }

  private wrong(name: string, expected: string): DomainError {
    const value = this.value(name);
    const shown = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? ` ${String(value).slice(0, 100)}` : '';
    return invalidParameter(`Invalid value${shown} for parameter '${this.path}${name}': expected ${expected}.`);
  }
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidParameter(`Invalid value for parameter '${path}': expected an object.`);
  return new Fields(value as Record<string, unknown>, `${path}.`);
}

/** The number in an experiment's id. An id of another form names no experiment of ours, and neither does -1. */
export const experimentNumberOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);

/** What was asked, from the body or, for GET, the query. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Fields => {
  const request = context.switchToHttp().getRequest<Request>();
  return new Fields((request.method === 'GET' ? request.query : request.body) as Record<string, unknown>);
});
