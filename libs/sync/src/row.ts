import * as encoding from 'lib0/encoding';

import type { UserId } from '#libs/kernel';

import { Malformed, Reader } from './bytes.js';
import type { Update } from './update-log.js';

/**
 * One row as bytes, for logs that keep rows in one column: the authors once each, then who wrote how much, then the
 * updates end to end. 3 bytes an update beyond the updates themselves.
 */
export function encodeRow(updates: readonly Update[]): Uint8Array {
  const authors = [...new Set(updates.map((update) => update.author))];
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, authors.length);
  for (const author of authors) encoding.writeVarString(encoder, author);
  encoding.writeVarUint(encoder, updates.length);
  for (const { author, data } of updates) {
    encoding.writeVarUint(encoder, authors.indexOf(author));
    encoding.writeVarUint(encoder, data.length);
  }
  for (const { data } of updates) encoding.writeUint8Array(encoder, data);
  return encoding.toUint8Array(encoder);
}

/**
 * The updates are views into `row`.
 *
 * @throws Malformed
 */
export function decodeRow(row: Uint8Array): Update[] {
  const reader = new Reader(row);
  const authors = Array.from({ length: reader.count(1) }, () => reader.string());
  const sizes = Array.from({ length: reader.count(2) }, () => ({ author: authors[reader.varUint()], length: reader.varUint() }));
  const updates = sizes.map(({ author, length }) => {
    if (author === undefined) throw new Malformed('an author that is not listed');
    return { author: author as UserId, data: reader.bytes(length) };
  });
  reader.end();
  return updates;
}
