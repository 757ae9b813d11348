import type { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';
import * as decoding from 'lib0/decoding';
import * as ws from 'ws';
import { readAuthMessage } from 'y-protocols/auth';
import * as Y from 'yjs';

import { Batch } from './batch.js';
import { Malformed } from './bytes.js';
import { decodeRow, encodeRow } from './row.js';
import type { Update } from './update-log.js';
import { deniedMessage, endOfStateMessage, parseMessage, pulseMessage, savedMessage, stateRequestMessage, toldMessage, updateIn, updateMessage } from './wire.js';

describe('messages', () => {
  it('[WI1] are those of y-websocket', () => {
    const update = Uint8Array.of(0, 0);
    expect([...stateRequestMessage(Uint8Array.of(0))]).toEqual([0, 0, 1, 0]);
    expect([...updateMessage(update)]).toEqual([0, 2, 2, 0, 0]);
    expect([...endOfStateMessage()]).toEqual([0, 1, 2, 0, 0]);
    expect(parseMessage(updateMessage(update))).toEqual({ kind: 'change', data: update, whole: false });
    expect(parseMessage(endOfStateMessage())).toEqual({ kind: 'change', data: update, whole: true });
    expect(parseMessage(Uint8Array.of(3))).toEqual({ kind: 'presence-request' });
    expect([...updateIn(updateMessage(update))]).toEqual([0, 0]);
    expect(() => Y.applyUpdate(new Y.Doc(), updateIn(endOfStateMessage()))).not.toThrow();
  });

  it('[WI2] of our own are passed over by a stock client, but for the one it prints', () => {
    const printed: string[] = [];
    const readAsStock = (message: Uint8Array): void => {
      const decoder = decoding.createDecoder(message);
      expect(decoding.readVarUint(decoder)).toBe(2);
      readAuthMessage(decoder, new Y.Doc(), (_doc, reason) => printed.push(reason));
    };
    for (const message of [savedMessage(3, 70_000), toldMessage('QUARANTINED'), pulseMessage(), deniedMessage('READ_ONLY')]) readAsStock(message);
    expect(printed).toEqual(['READ_ONLY']);
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['an unknown kind', [4, 0]],
    ['our own kind', [2, 1, 0, 0]],
    ['an unknown kind of sync message', [0, 3, 0]],
    ['more bytes than sent', [0, 2, 5, 0]],
    ['bytes behind the end', [0, 0, 1, 0, 0]],
  ])('[WI3] that are %s are refused', (_what, bytes) => {
    expect(() => parseMessage(Uint8Array.from(bytes))).toThrow(Malformed);
  });
});

describe('a batch', () => {
  it('[WI4] is framed as a websocket server frames messages of any length', async () => {
    const messages = [0, 1, 125, 126, 127, 65_535, 65_536, 100_000].map((length) => new Uint8Array(length).fill(length % 251));
    const received: Uint8Array[] = [];
    // Exported by ws, but not in its types.
    const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer, isBinary: boolean) => received.push(isBinary ? data : Buffer.of()));
    receiver.write(Batch.join([Batch.of(messages.slice(0, 3)), Batch.of(messages.slice(3))]).framed);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(received.map((data) => [data.length, data[0]])).toEqual(messages.map((data) => [data.length, data[0]]));
    expect(Batch.join([Batch.of(messages.slice(0, 3)), Batch.of(messages.slice(3))]).messages).toEqual(messages);
  });
});

describe('a row', () => {
  it('[UL5] keeps who wrote what', () => {
    const [ada, bob] = ['ada', 'bob'] as unknown as [Update['author'], Update['author']];
    const updates: Update[] = [
      { author: ada, data: Uint8Array.of(1, 2) },
      { author: bob, data: Uint8Array.of(3) },
      { author: ada, data: Uint8Array.of() },
    ];
    expect(decodeRow(encodeRow(updates))).toEqual(updates);
    expect(() => decodeRow(encodeRow(updates).subarray(1))).toThrow(Malformed);
  });
});
