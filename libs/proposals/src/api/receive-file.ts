import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import busboy from 'busboy';

import { DomainError } from '#libs/kernel';

const FIELD = 'file';

/**
 * Reads the one file of a multipart request, handing its bytes to `take` while they arrive.
 *
 * Every stream has somebody who listens for its failure: a body that breaks off in the middle must end this request and
 * nothing else.
 *
 * @throws DomainError `UPLOAD_UNREADABLE`, `UPLOAD_WITHOUT_FILE`, or what `take` throws.
 */
export async function receiveFile<T>(request: IncomingMessage, take: (content: Readable) => Promise<T>): Promise<{ name: string; taken: T }> {
  const parser = parserOf(request);
  const received: { name: string; taken: Promise<T> }[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('file', (field, content, { filename }) => {
        // It fails with the parser, which tells why, or with `take`, which does.
        content.on('error', () => undefined);
        if (field !== FIELD) return void content.resume();
        const taken = take(content);
        // Refused on the way: the rest need not be waited for.
        taken.catch(reject);
        received.push({ name: filename ?? '', taken });
      });
      parser.on('filesLimit', () => reject(new DomainError('invalid', 'UPLOAD_ONE_FILE', 'Send one file at a time.')));
      parser.on('error', () => reject(unreadable()));
      parser.on('close', resolve);
      request.on('error', () => reject(unreadable()));
      request.on('close', () => request.complete || reject(unreadable()));
      request.pipe(parser);
    });
  } finally {
    request.unpipe(parser);
    request.resume();
    // Fails the file's stream, if it is still being read, and with it `take`, which then leaves nothing behind.
    parser.destroy();
    await Promise.allSettled(received.map(({ taken }) => taken));
  }
  const [first] = received;
  if (first === undefined) throw new DomainError('invalid', 'UPLOAD_WITHOUT_FILE', `Send the file as the multipart field “${FIELD}”.`);
  return { name: first.name, taken: await first.taken };
}

function parserOf(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 5, parts: 8, fieldSize: 1_000, headerPairs: 20 },
    });
  } catch {
    // Not multipart, or without a boundary.
    throw unreadable();
  }
}

const unreadable = (): DomainError =>
  new DomainError('invalid', 'UPLOAD_UNREADABLE', 'This upload cannot be read: send one complete multipart/form-data body.');
