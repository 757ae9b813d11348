import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';

import { invalidInput, isId } from '#libs/kernel';

const NO_SUCH_ID = '00000000-0000-0000-0000-000000000000';
const NAMES_AN_ID = /^(id|ids)$|Ids?$/;

/**
 * Checks what comes in against the decorators of its class.
 *
 * A text that cannot be an id is turned into the id of nothing, so that malformed, unknown and foreign ids
 * are refused in the same words at the same place. A text that cannot be stored is refused, whatever it is for.
 */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({ transform: true, exceptionFactory: (errors) => refusal(errors) });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // What was not given stays not given: Nest would make an empty object of its class.
    if (metadata.type === 'custom' || value === undefined || value === null) return value;
    const given = storable(value, metadata.data ?? '');
    const known = metadata.data !== undefined && NAMES_AN_ID.test(metadata.data) ? withoutImpossibleIds({ id: given }).id : withoutImpossibleIds(given);
    return super.transform(known, metadata) as Promise<unknown>;
  }
}

/**
 * What was given as PostgreSQL can store it. It stores no NUL, in no text, and no time that is none, so neither gets as far as a
 * statement. Half of a surrogate pair, which a page leaves where it cuts a text within a letter, becomes U+FFFD, as the database
 * itself would have it in a text but not in JSON. `field` is the input's name as the caller wrote it.
 */
function storable(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalidInput(field, 'This text holds a character that cannot be stored.');
    return value.replace(/\p{Cs}/gu, '\uFFFD');
  }
  if (value instanceof Date && Number.isNaN(value.getTime())) throw invalidInput(field, 'Write the time as 2026-11-23T12:00:00Z.');
  if (Array.isArray(value)) return value.map((item) => storable(item, field));
  if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) Object.assign(value, { [key]: storable(item, key) });
  return value;
}

function withoutImpossibleIds<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, item] of Object.entries(value)) {
    const record = value as Record<string, unknown>;
    if (typeof item === 'object') withoutImpossibleIds(item);
    if (!NAMES_AN_ID.test(key)) continue;
    if (typeof item === 'string') record[key] = possible(item);
    if (Array.isArray(item)) record[key] = item.map((one: unknown) => (typeof one === 'string' ? possible(one) : one));
  }
  return value;
}

const possible = (id: string): string => (isId(id) ? id : NO_SUCH_ID);

function refusal(errors: ValidationError[], path = ''): Error {
  const [first] = errors;
  if (first === undefined) return invalidInput(path, 'This is not valid.');
  const field = path === '' ? first.property : `${path}.${first.property}`;
  if (first.children !== undefined && first.children.length > 0) return refusal(first.children, field);
  return invalidInput(field, Object.values(first.constraints ?? {})[0] ?? 'This is not valid.');
}
