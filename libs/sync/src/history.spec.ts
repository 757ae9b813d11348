import { describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import type { Batch } from './batch.js';
import type { Compactor } from './compactor.js';
import { History, scanStored } from './history.js';
import { fold } from './fold.js';
import { inlineCompactor } from './inline-compactor.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Row } from './update-log.js';
import { updateIn } from './wire.js';

/** Typing, one letter a row. */
function rows(count: number): { doc: Y.Doc; rows: Row[] } {
  const doc = new Y.Doc();
  const typed: Row[] = [];
  doc.on('update', (update: Uint8Array) => typed.push({ position: typed.length + 1, updates: [update] }));
  for (let i = 0; i < count; i++) doc.getText('text').insert(i, String(i % 10));
  return { doc, rows: typed };
}

function historyOf(some: readonly Row[], compactor: Compactor = inlineCompactor(), limits = DEFAULT_LIMITS): History {
  const history = new History(limits, compactor);
  for (const row of some) history.add(row, row.updates.map(scanStored));
  return history;
}

const textOf = (batch: Batch, doc = new Y.Doc()): string => {
  for (const message of batch.messages) Y.applyUpdate(doc, updateIn(message));
  return doc.getText('text').toString();
};

describe('the history of a room', () => {
  const NOTHING = Uint8Array.of(0);

  it('[SY2] gives the state in messages of which only the last makes a stock client synced', async () => {
    const { rows: some } = rows(3);
    const history = historyOf(some);
    history.rebase(fold(null, some.slice(0, 1)).base);
    const { messages } = await history.answer(NOTHING);
    expect(messages.map((message) => message[1])).toEqual([2, 2, 2, 1]);
  });

  it('[SY2] gives equal bytes to equal questions, and fresh ones after a change', async () => {
    const { rows: some } = rows(4);
    const history = historyOf(some.slice(0, 3));
    const first = await history.answer(NOTHING);
    expect(await history.answer(NOTHING)).toBe(first);
    history.add(some[3]!, some[3]!.updates.map(scanStored));
    expect(textOf(await history.answer(NOTHING))).toBe('0123');
  });

  it('[SY2] gives whoever has a part what is missing, base or no base', async () => {
    const { doc, rows: some } = rows(6);
    for (const upTo of [0, 2, 4, 6]) {
      const history = historyOf(some);
      if (upTo > 0) history.rebase(fold(null, some.slice(0, upTo)).base);
      for (const had of [0, 1, 3, 5, 6]) {
        const reader = new Y.Doc();
        for (const row of some.slice(0, had)) Y.applyUpdate(reader, row.updates[0]!);
        expect(textOf(await history.answer(Y.encodeStateVector(reader)), reader)).toBe('012345');
      }
      expect(history.clocks.encode()).toEqual(Y.encodeStateVector(doc));
    }
  });

  it('[SY2] leaves nothing out when a fold moves the base while the difference is computed', async () => {
    const { rows: some } = rows(6);
    let compute: () => void = () => undefined;
    const compactor = { ...inlineCompactor() };
    const { diff } = compactor;
    compactor.diff = (data, vector) => new Promise((resolve) => (compute = () => resolve(diff(data, vector))));
    const history = historyOf(some, compactor, { ...DEFAULT_LIMITS, diffInlineBytes: 0 });
    history.rebase(fold(null, some.slice(0, 2)).base);
    const reader = new Y.Doc();
    Y.applyUpdate(reader, some[0]!.updates[0]!);
    const answer = history.answer(Y.encodeStateVector(reader));
    history.rebase(fold(null, some.slice(0, 5)).base);
    compute();
    await new Promise((resume) => setTimeout(resume, 1));
    compute();
    expect(textOf(await answer, reader)).toBe('012345');
  });

  it('[SL1] gives whoever was slow what came after, from the rows or, where they are folded, from the base', () => {
    const { rows: some } = rows(6);
    const history = historyOf(some);
    expect(history.since(4).messages).toHaveLength(2);
    history.rebase(fold(null, some.slice(0, 5)).base);
    expect(history.since(5).messages).toHaveLength(1);
    expect(textOf(history.since(4))).toBe('012345');
  });

  it('[FO2] counts nothing that builds on what was left out', () => {
    const { rows: some } = rows(3);
    const history = historyOf(some);
    history.rebase(fold(null, [some[1]!]).base);
    expect(Y.decodeStateVector(history.clocks.encode()).size).toBe(0);
  });
});
