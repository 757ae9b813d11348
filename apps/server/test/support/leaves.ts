import { getNullableType, type GraphQLInputType, isInputObjectType, isLeafType, isListType } from 'graphql';

import type { RootField } from './schema-walk.js';

type Arguments = Readonly<Record<string, unknown>>;

/** One value in the arguments of a call. */
export interface Leaf {
  /** Such as `input.fields.0.value`. */
  readonly path: string;
  /** `ID`, `String`, `Int`, the name of an enum … */
  readonly type: string;
  /** The same arguments with another value here. */
  with(value: unknown): Arguments;
}

/** All single values in the arguments of a call, however deep. */
export const leavesOf = (field: RootField, given: Arguments): Leaf[] =>
  field.args.flatMap(({ name, type }) => within(type, given[name], [name])).map(({ path, type }) => ({
    path: path.join('.'), type, with: (value) => replaced(given, path, value) as Arguments,
  }));

function within(declared: GraphQLInputType, value: unknown, path: readonly string[]): { path: readonly string[]; type: string }[] {
  const type = getNullableType(declared) as GraphQLInputType;
  if (value === undefined || value === null) return [];
  if (isListType(type)) return (value as unknown[]).flatMap((item, i) => within(type.ofType as GraphQLInputType, item, [...path, String(i)]));
  if (isInputObjectType(type)) return Object.values(type.getFields()).flatMap((field) => within(field.type, (value as Arguments)[field.name], [...path, field.name]));
  return isLeafType(type) ? [{ path, type: type.name }] : [];
}

/** The value that another call of the same shape has in this place. */
export const valueAt = (given: Arguments, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Arguments)[key], given);

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === key ? replaced(item, rest, by) : item));
  return { ...(value as Arguments), [key]: replaced((value as Arguments)[key], rest, by) };
}
