import {
  buildClientSchema, getIntrospectionQuery, getNamedType, type GraphQLField, type GraphQLInputType, type GraphQLOutputType, type GraphQLSchema,
  type IntrospectionQuery, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField,
} from 'graphql';

import { newId } from '#libs/kernel';

import type { Caller } from './caller.js';

export type RootField = GraphQLField<unknown, unknown>;

/** The schema as the server itself describes it, so that what is added to it is met by the tests that walk it. */
export async function schemaOf(caller: Caller): Promise<GraphQLSchema> {
  return buildClientSchema(await caller.graphql<IntrospectionQuery>(getIntrospectionQuery({ descriptions: false })));
}

/** An operation of one root field that asks for all there is within `depth` objects, its arguments being variables. */
export function operationOf(kind: 'query' | 'mutation', field: RootField, given: readonly string[], depth: number): string {
  const args = field.args.filter(({ name }) => given.includes(name));
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = `${field.name}${passed && `(${passed})`} ${selectionOf(field.type, depth)}`;
  return `${kind}${declared && `(${declared})`} { ${call} }`;
}

/** All fields of a type that need no argument, and theirs; none that lead back to a type on the way. */
export function selectionOf(output: GraphQLOutputType, depth: number, way: readonly string[] = []): string {
  const type = getNamedType(output);
  if (!isObjectType(type)) return '';
  const inner = [...way, type.name];
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument)).flatMap((field) => {
    const named = getNamedType(field.type);
    if (!isObjectType(named)) return [field.name];
    if (depth === 0 || inner.includes(named.name)) return [];
    return [`${field.name} ${selectionOf(named, depth - 1, inner)}`];
  });
  return `{ ${fields.length === 0 ? '__typename' : fields.join(' ')} }`;
}

/** A value that GraphQL accepts for a type: of an input what it requires, ids of nothing. */
export function dummyOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return dummyOf(type.ofType as GraphQLInputType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(Object.values(type.getFields()).filter(isRequiredInputField).map((field) => [field.name, dummyOf(field.type)]));
  }
  return DUMMIES[type.name] ?? null;
}

const DUMMIES: Readonly<Record<string, unknown>> = { ID: newId(), String: 'x', Int: 1, Float: 1, Boolean: true, DateTime: '2030-01-01T00:00:00Z' };

/** The arguments that a field requires, with values that GraphQL accepts. */
export const dummyArguments = (field: RootField): Record<string, unknown> =>
  Object.fromEntries(field.args.filter(isRequiredArgument).map(({ name, type }) => [name, dummyOf(type)]));
