import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Config } from '../config/config.js';
import { Files } from './files.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let dataDir: string, files: Files;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'colloquium-files-'));
  files = new Files(Config.of({ DATA_DIR: dataDir, UPLOAD_LIMIT_MB: '1' }));
});
afterAll(() => rm(dataDir, { recursive: true }));

const drafts = () => readdir(join(dataDir, 'files/incoming'));
const bytes = (count: number) => Readable.from([Buffer.alloc(count / 2, 1), Buffer.alloc(count / 2, 2)]);

describe('stored contents', () => {
  it('come back as they were, under the name of their bytes, and once however often they are stored', async () => {
    const [first, second] = [await files.put(Readable.from([PNG.subarray(0, 9), PNG.subarray(9)])), await files.put(Readable.from([PNG]))];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ size: PNG.length, mediaType: 'image/png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await buffer(await files.open(first.sha256))).toEqual(PNG);
    expect(await drafts()).toEqual([]);
  });

  it('are what their bytes say, and otherwise just bytes: a drawing that can run is not an image', async () => {
    expect((await files.put(Readable.from([Buffer.from('plain text')]))).mediaType).toBe('application/octet-stream');
    expect((await files.put(Readable.from([Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')]))).mediaType).not.toMatch(/^image/);
  });

  it('are at most as large as is set, to the byte', async () => {
    expect((await files.put(bytes(1_000_000))).size).toBe(1_000_000);
    await expect(files.put(bytes(1_000_002))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', details: { max: 1_000_000 } });
    await expect(files.put(Readable.from([]))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    expect(await drafts()).toEqual([]);
  });

  it('leave nothing behind when their stream breaks', async () => {
    const breaking = Readable.from((async function* () {
      yield PNG;
      throw new Error('cut');
    })());
    await expect(files.put(breaking)).rejects.toThrow('cut');
    expect(await drafts()).toEqual([]);
  });

  it('have no name that is a path', async () => {
    await expect(files.open('../../etc/passwd')).rejects.toThrow('not the name of a content');
    await expect(files.open('0'.repeat(64))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
