import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { afterAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel';
import { Config } from '#libs/platform';

import { Run } from '../runs/run.entity.js';
import { ArtifactStore } from './artifact-store.js';

const dataDir = mkdtempSync(join(tmpdir(), 'colloquium-artifacts-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const store = new ArtifactStore(Config.of({ DATA_DIR: dataDir, ARTIFACT_LIMIT_MB: '1' }));
const freshRun = (): Run => Object.assign(new Run(), { id: newId(), groupId: newId() });
const text = (content: string): Readable => Readable.from([Buffer.from(content)]);
const contentOf = async (run: Run, names: string[]): Promise<string | null> => {
  const found = await store.find(run, names);
  return found && readFile(join(found.root, found.path), 'utf8');
};
const leftAside = async (): Promise<string[]> => readdir(join(dataDir, 'artifacts/.incoming'));

describe('the artifacts of a run', () => {
  it('are its own, and the last written counts', async () => {
    const [mine, theirs] = [freshRun(), freshRun()];
    await store.write(mine, ['d', 'a.txt'], text('old'));
    await store.write(mine, ['d', 'a.txt'], text('new'));
    expect(await contentOf(mine, ['d', 'a.txt'])).toBe('new');
    expect(await contentOf(theirs, ['d', 'a.txt'])).toBeNull();
    expect(await leftAside()).toEqual([]);
  });

  it('are listed by name, files with their sizes; a file or nothing lists nothing', async () => {
    const run = freshRun();
    for (const names of [['b.txt'], ['a', 'x'], ['c']]) await store.write(run, names, text('four'));
    expect(await store.list(run, [])).toEqual([
      { name: 'a', isDirectory: true, size: 0 }, { name: 'b.txt', isDirectory: false, size: 4 }, { name: 'c', isDirectory: false, size: 4 },
    ]);
    for (const names of [['c'], ['none'], ['c', 'below']]) expect(await store.list(run, names)).toEqual([]);
  });

  it('are refused beyond the limit, and nothing of them is kept', async () => {
    const run = freshRun();
    await store.write(run, ['model'], text('first'));
    const large = Readable.from(Array.from({ length: 11 }, () => Buffer.alloc(100_000)));
    await expect(store.write(run, ['model'], large)).rejects.toMatchObject({ code: 'ARTIFACT_TOO_LARGE', details: { limit: 1_000_000 } });
    expect(await contentOf(run, ['model'])).toBe('first');
    expect(await leftAside()).toEqual([]);
  });

  it('are as before when a sender breaks off', async () => {
    const run = freshRun();
    const broken = Readable.from((async function* () {
      yield Buffer.from('half');
      throw new Error('gone');
    })());
    await expect(store.write(run, ['model'], broken)).rejects.toThrow('gone');
    expect(await contentOf(run, ['model'])).toBeNull();
    expect(await leftAside()).toEqual([]);
  });

  it('cannot be a file and a folder at once', async () => {
    const run = freshRun();
    await store.write(run, ['a', 'b'], text('x'));
    for (const names of [[], ['a'], ['a', 'b', 'c']]) await expect(store.write(run, names, text('y'))).rejects.toMatchObject({ code: 'ARTIFACT_PATH_TAKEN' });
    expect(await contentOf(run, ['a', 'b'])).toBe('x');
  });

  it('are removed with all that is below', async () => {
    const run = freshRun();
    await store.write(run, ['a', 'b', 'c'], text('x'));
    expect(await store.remove(run, ['a'])).toBe(true);
    expect(await store.list(run, [])).toEqual([]);
    expect(await store.remove(run, ['a'])).toBe(false);
  });
});
