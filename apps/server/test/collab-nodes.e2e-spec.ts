import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { newId } from '#libs/kernel';

import { type Caller, foundGroup, join, remove } from './support/caller.js';
import { LiveClient, until } from './support/live-client.js';
import { ServerProcess } from './support/server.js';

/** Two processes on one PostgreSQL, without anything else between them. */
describe('two nodes', () => {
  const name = `nodes_${newId().replaceAll('-', '')}`;
  const maintenance = process.env['TEST_POSTGRES_URL'] ?? '';
  const env = { DATABASE_URL: Object.assign(new URL(maintenance), { pathname: `/${name}` }).href };
  const [here, there] = [new ServerProcess({ env }), new ServerProcess({ env })];
  let lead: Caller;
  let token: string;

  beforeAll(async () => {
    await ask(`CREATE DATABASE ${name}`);
    await here.start();
    await there.start();
    lead = await foundGroup(here);
    token = await lead.createToken(['collab']);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([here.dispose(), there.dispose()]);
    await ask(`DROP DATABASE ${name}`);
  }, 60_000);

  const clients: LiveClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.leave();
  });

  const open = async (node: ServerProcess, documentId: string, by = token): Promise<LiveClient> => {
    const client = await LiveClient.at(node, documentId, by);
    clients.push(client);
    return client;
  };
  const aDocument = async (): Promise<string> =>
    (await lead.graphql<{ createDocument: { id: string } }>('mutation { createDocument(title: "Notes") { id } }')).createDocument.id;

  it('show each other what is written, and end equal when both write at once', async () => {
    const documentId = await aDocument();
    const [mine, theirs] = [await open(here, documentId), await open(there, documentId)];
    for (let i = 0; i < 30; i++) {
      mine.type(`a${i} `);
      theirs.type(`b${i} `);
    }
    const words = (client: LiveClient): number => client.text.trim().split(' ').length;
    await until(() => words(mine) === 60 && mine.text === theirs.text, () => `one sees ${words(mine)} words, the other ${words(theirs)}`);
    expect((await open(there, documentId)).text).toBe(mine.text);
  });

  it('both close the documents of whoever is removed', async () => {
    const documentId = await aDocument();
    const leaving = await join(lead, 'researcher', 'Gone Tomorrow');
    const theirToken = await leaving.createToken(['collab']);
    const sockets = [await open(here, documentId, theirToken), await open(there, documentId, theirToken)];
    await remove(lead, leaving);
    expect(await Promise.all(sockets.map((socket) => socket.closed()))).toEqual([4403, 4403]);
  });

  it('go on when one of them dies, with all that it had shown', async () => {
    const documentId = await aDocument();
    const [mine, theirs] = [await open(here, documentId), await open(there, documentId)];
    theirs.type('seen ');
    await until(() => mine.text === 'seen ', () => `“${mine.text}”`);
    await there.kill();
    theirs.provider.disconnect();
    mine.type('on ');
    expect((await open(here, documentId)).text).toBe('on seen ');
    await there.start();
    expect((await open(there, documentId)).text).toBe('on seen ');
  });

  async function ask(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: maintenance });
    await client.connect();
    await client.query(statement);
    await client.end();
  }
});
