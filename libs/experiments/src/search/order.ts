import { type CursorPart, decodeCursor, DomainError, isId } from '#libs/kernel';

import { type Field, type Parameters, valueSql } from './fields.js';

/** One level of an order. Rows without the field come last in both directions. */
export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
}

export const orderSql = (keys: readonly SortKey[]): string =>
  keys.map(({ field, descending }) => `${field.value} ${descending ? 'DESC' : 'ASC'} NULLS ${descending && field.always === true ? 'FIRST' : 'LAST'}`).join(', ');

/** The columns from which a cursor is made, named `key_0`, `key_1` …; times as milliseconds. */
export const keyColumns = (keys: readonly SortKey[]): string =>
  keys.map(({ field }, i) => `${field.kind === 'time' ? `(extract(epoch FROM ${field.value}) * 1000)::double precision` : field.value} AS key_${i}`).join(', ');

/**
 * "After this row" in an order of several levels, each of which may be missing from a row. Where the first level never is, a
 * bound on it alone lets an index begin in the right place.
 */
export function afterSql(keys: readonly SortKey[], values: readonly CursorPart[], parameters: Parameters): string {
  const after = keys.reduceRight((rest, { field, descending }, i) => {
    const value = values[i];
    if (value === null || value === undefined) return `(${field.value} IS NULL AND ${rest})`;
    const bound = valueSql(field, value as string | number, parameters);
    const missing = field.always === true ? '' : ` OR ${field.value} IS NULL`;
    return `(${field.value} ${descending ? '<' : '>'} ${bound}${missing} OR (${field.value} = ${bound} AND ${rest}))`;
  }, 'false');
  const [first] = keys;
  if (first === undefined || first.field.always !== true) return after;
  return `(${first.field.value} ${first.descending ? '<=' : '>='} ${valueSql(first.field, values[0] as string | number, parameters)} AND ${after})`;
}

/**
 * The values in a cursor made for this order.
 *
 * @throws DomainError `CURSOR_INVALID` when it was made for another, or by somebody else.
 */
export function cursorValues(cursor: string, keys: readonly SortKey[]): CursorPart[] {
  const values = decodeCursor(cursor, keys.length);
  const fits = keys.every(({ field }, i) => {
    const value = values[i];
    if (value === null) return field.always !== true;
    if (field.kind === 'id') return typeof value === 'string' && isId(value);
    return field.kind === 'text' ? typeof value === 'string' && !value.includes('\0') : typeof value === 'number' || isInfinite(value);
  });
  if (!fits) throw new DomainError('invalid', 'CURSOR_INVALID', 'This page cursor was made for another order. Start from the first page.');
  return values;
}

/** A value of a sort key as a cursor can hold it: JSON has no infinities. */
export const cursorPart = (value: CursorPart): CursorPart => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);

const isInfinite = (value: CursorPart | undefined): boolean => value === 'Infinity' || value === '-Infinity';
