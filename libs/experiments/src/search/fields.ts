import { runFilterInvalid } from '../runs/run.errors.js';
import type { Comparison, Name, Operator } from './filter.js';

/** The parameters of a statement by hand, as they are found to be needed. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Where the value will stand: `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Something that a filter can compare and an order sort by: an SQL value of a row, NULL where the row does not have it. */
export interface Field {
  /** `time` is compared with milliseconds since 1970; an `id` only ends an order. */
  readonly kind: 'number' | 'text' | 'time' | 'id';
  readonly value: string;
  /** For what a row may have several of: the rows in which `value` is looked for. Such a field has no order. */
  readonly among?: string;
  /** Says that every row has it, which lets an index serve it. */
  readonly always?: boolean;
}

/** What may be named: a field for a known name, null for an unknown one. */
export type Vocabulary = (name: Name, parameters: Parameters) => Field | null;

const FOR_NUMBERS: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>='];
const FOR_TEXTS: readonly Operator[] = ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'];
/** The last millisecond that a date can hold, in JavaScript and hence here. */
const END_OF_TIME = 8.64e15;

/** @throws DomainError `RUN_FILTER_INVALID` when there is nothing of that name. */
export function fieldFor(name: Name, vocabulary: Vocabulary, parameters: Parameters): Field {
  const field = vocabulary(name, parameters);
  if (field === null) throw runFilterInvalid(name.at, `There is nothing called “${name.entity === null ? '' : `${name.entity}.`}${name.key}” here.`);
  return field;
}

/** A condition as SQL. A row without the field never matches, not even `!=`. @throws DomainError `RUN_FILTER_INVALID`. */
export function conditionSql(comparison: Comparison, vocabulary: Vocabulary, parameters: Parameters): string {
  const { name, operator, value, valueAt } = comparison;
  const field = fieldFor(name, vocabulary, parameters);
  const known = field.kind === 'text' ? FOR_TEXTS : FOR_NUMBERS;
  if (!known.includes(operator)) throw runFilterInvalid(name.at, `“${name.key}” can be compared with ${known.join(', ')}, not with ${operator}.`);
  if ((typeof value === 'number') !== (field.kind !== 'text')) {
    throw runFilterInvalid(valueAt, field.kind === 'text' ? `Compare “${name.key}” with a text in quotes.` : `Compare “${name.key}” with a number.`);
  }
  const test = testSql(field, operator, value, parameters);
  return field.among === undefined ? test : `EXISTS (SELECT 1 FROM ${field.among} WHERE ${test})`;
}

function testSql(field: Field, operator: Operator, value: Comparison['value'], parameters: Parameters): string {
  switch (operator) {
    case 'IN':
      return `${field.value} = ANY(${parameters.add(value)}::text[])`;
    case 'NOT IN':
      return `${field.value} <> ALL(${parameters.add(value)}::text[])`;
    case 'LIKE':
    case 'ILIKE':
      // Only % and _ are special: a backslash is an ordinary character to MLflow.
      return `${field.value} ${operator} ${parameters.add(value)}::text ESCAPE ''`;
    default:
      return `${field.value} ${operator} ${valueSql(field, value as string | number, parameters)}`;
  }
}

/** A value as an SQL parameter that can be compared with the field. */
export function valueSql(field: Field, value: string | number, parameters: Parameters): string {
  switch (field.kind) {
    case 'text':
      return `${parameters.add(value)}::text`;
    case 'id':
      return `${parameters.add(value)}::uuid`;
    case 'number':
      return `${parameters.add(value)}::double precision`;
    case 'time': {
      const within = Math.min(Math.max(Number(value), -1), END_OF_TIME);
      return `(timestamptz 'epoch' + ${parameters.add(within)}::double precision * interval '1 millisecond')`;
    }
  }
}
