import { afterAll, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import type { Compactor } from './compactor.js';
import { inlineCompactor } from './inline-compactor.js';
import { workerCompactor } from './worker-compactor.js';

/** Lets a thread of a test load the sources, as the test itself does; production loads what was compiled. */
const SOURCES = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/[.]js$/, '.ts') : name, context) });
`)}`;
const fromSources = (): Compactor => workerCompactor(new URL('./compactor.worker.ts', import.meta.url), { execArgv: ['--import', SOURCES] });

const rowsOf = (...texts: string[]): { position: number; updates: Uint8Array[] }[] => {
  const doc = new Y.Doc();
  const rows: { position: number; updates: Uint8Array[] }[] = [];
  doc.on('update', (update: Uint8Array) => rows.push({ position: rows.length + 1, updates: [update] }));
  for (const text of texts) doc.getText('text').insert(0, text);
  return rows;
};

const textOf = (data: Uint8Array): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, data);
  return doc.getText('text').toString();
};

describe.each([
  ['inline', inlineCompactor],
  ['in a worker', fromSources],
])('the compactor %s', (_where, make) => {
  const compactor = make();
  afterAll(() => compactor.stop());

  it('[CP1] makes one base of a base and the rows after it', async () => {
    const rows = rowsOf('c', 'b', 'a');
    const first = await compactor.fold(null, rows.slice(0, 2));
    const { base, quarantined } = await compactor.fold(first.base, rows.slice(2));
    expect([base.upTo, textOf(base.data), quarantined]).toEqual([3, 'abc', []]);
    expect(Y.decodeStateVector(base.stateVector)).toEqual(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(base.data)));
  });

  it('[CP1] leaves out, by row and index, what throws and what waits for something unknown', async () => {
    const [first, second, third] = rowsOf('c', 'b', 'a').map((row) => row.updates[0]!);
    const rows = [
      { position: 1, updates: [first!, Uint8Array.of(1, 1, 1, 0, 31)] },
      { position: 2, updates: [third!] },
      { position: 3, updates: [second!] },
    ];
    const { base, quarantined } = await compactor.fold(null, rows);
    expect(quarantined.map(({ position, index }) => [position, index])).toEqual([[1, 1], [2, 0]]);
    expect(textOf(base.data)).toBe('bc');
  });

  it('[CP2] tells what a reader lacks', async () => {
    const rows = rowsOf('b', 'a');
    const { base } = await compactor.fold(null, rows);
    const reader = new Y.Doc();
    Y.applyUpdate(reader, rows[0]!.updates[0]!);
    Y.applyUpdate(reader, await compactor.diff(base.data, Y.encodeStateVector(reader)));
    expect(reader.getText('text').toString()).toBe('ab');
  });

  it('[CP2] fails what cannot be done, and goes on', async () => {
    await expect(compactor.diff(Uint8Array.of(9), Uint8Array.of(0))).rejects.toThrow();
    expect((await compactor.fold(null, rowsOf('a'))).base.upTo).toBe(1);
  });
});

describe('the compactor in a worker', () => {
  it('[CP3] fails its questions when the thread ends, and starts another', async () => {
    const compactor = workerCompactor(new URL(`data:text/javascript,process.exit(3)`));
    await expect(compactor.fold(null, [])).rejects.toThrow('code 3');
    await expect(compactor.diff(Uint8Array.of(), Uint8Array.of())).rejects.toThrow('code 3');
    await compactor.stop();
  });
});
