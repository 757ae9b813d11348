import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type Caller, foundGroup } from './support/caller.js';
import { LiveClient, until } from './support/live-client.js';
import { useServer } from './support/server.js';

const ROUNDS = 20;
const WRITERS = ['a', 'b', 'c'];
/** Below the allowance of 50 changes a second that each connection has. */
const KEYSTROKE_MS = 25;

const server = useServer();
let token: string;
let documentId: string;

beforeAll(async () => {
  const lead: Caller = await foundGroup(server);
  token = await lead.createToken(['collab']);
  documentId = (await lead.graphql<{ createDocument: { id: string } }>('mutation { createDocument(title: "Notes") { id } }')).createDocument.id;
}, 60_000);

const clients: LiveClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.leave();
});

const open = async (): Promise<LiveClient> => {
  const client = await LiveClient.at(server, documentId, token);
  clients.push(client);
  return client;
};

const wordsOf = (client: LiveClient): string[] => client.text.split(' ').filter((word) => word !== '');

describe('a server that is killed while three people type', () => {
  it(`has kept all that anybody else saw, ${ROUNDS} times`, async () => {
    const writers = await Promise.all(WRITERS.map(open));
    const seenByOthers = new Set<string>();
    let written = 0;

    for (let round = 0; round < ROUNDS; round++) {
      let typing = true;
      const typists = writers.map(async (writer, i) => {
        for (; typing; await sleep(KEYSTROKE_MS)) writer.type(`${WRITERS[i]}${written++} `);
      });
      // Another moment each time, from the first keystroke to far into it.
      await sleep(round * 17);
      await server.kill({ database: round % 2 === 1 });
      typing = false;
      await Promise.all(typists);
      // Their own copies must not help the server to remember.
      for (const writer of writers) writer.provider.disconnect();
      writers.forEach((reader, i) => {
        for (const word of wordsOf(reader)) if (!word.startsWith(WRITERS[i]!)) seenByOthers.add(word);
      });

      await server.start();
      const fresh = await open();
      const kept = new Set(wordsOf(fresh));
      expect([...seenByOthers].filter((word) => !kept.has(word))).toEqual([]);

      for (const writer of writers) writer.provider.connect();
      await Promise.all(writers.map((writer) => writer.synced()));
      fresh.leave();
      clients.splice(clients.indexOf(fresh), 1);
    }

    // What they wrote while nobody listened came back with them, and all are equal.
    await until(() => writers.every((writer) => wordsOf(writer).length === written && writer.text === writers[0]!.text), () =>
      `${written} words were written; they see ${writers.map((writer) => wordsOf(writer).length).join(', ')}`);
    expect(seenByOthers.size).toBeGreaterThan(ROUNDS);
    expect((await open()).text).toBe(writers[0]!.text);
  }, 150_000);

  it('says goodbye when it is asked to stop, keeps the last word, and is found again', async () => {
    const writer = await open();
    const before = wordsOf(writer).length;
    writer.type('last ');
    expect(await server.stop()).toBe(0);
    expect(await writer.closed()).toBe(1012);
    await server.start();
    await until(() => writer.provider.synced, () => 'the client did not come back');
    expect(wordsOf(await open())).toHaveLength(before + 1);
  }, 60_000);
});
