import { once } from 'node:events';

import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WebSocket } from 'ws';

import { SCOPES } from '#libs/access';
import { newId } from '#libs/kernel';

import { type Caller, foundGroup, join, remove } from './support/caller.js';
import { LiveClient, until } from './support/live-client.js';
import { useServer } from './support/server.js';

const server = useServer();
let lead: Caller;
let member: Caller;
let leadToken: string;
let memberToken: string;

beforeAll(async () => {
  lead = await foundGroup(server);
  member = await join(lead, 'researcher', 'Mara Member');
  [leadToken, memberToken] = [await lead.createToken(['collab']), await member.createToken(['collab'])];
}, 60_000);

const clients: LiveClient[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  for (const client of clients.splice(0)) client.leave();
});

const kept = (client: LiveClient): LiveClient => {
  clients.push(client);
  return client;
};
const open = async (documentId: string, token: string): Promise<LiveClient> => kept(await LiveClient.at(server, documentId, token));

/** A document that all who may read it may write. */
async function looseDocument(audience = 'group'): Promise<string> {
  const { createDocument } = await lead.graphql<{ createDocument: { id: string } }>(
    'mutation($audience: Audience) { createDocument(title: "Notes", audience: $audience) { id } }', { audience });
  return createDocument.id;
}

/** A document that the group reads and only the lead writes. */
async function proposalsDocument(): Promise<string> {
  const { createProposal } = await lead.graphql<{ createProposal: { document: { id: string } } }>(
    'mutation($input: CreateProposalInput!) { createProposal(input: $input) { document { id } } }',
    { input: { template: 'method', title: 'Cosine head', audience: 'group' } });
  return createProposal.document.id;
}

describe('a live document', () => {
  it('is written by a stock y-websocket client with a token, and read by a second one', async () => {
    const documentId = await looseDocument();
    const [mine, theirs] = [await open(documentId, leadToken), await open(documentId, memberToken)];
    mine.type('We try a cosine head.');
    await until(() => theirs.text === 'We try a cosine head.', () => `the other sees “${theirs.text}”`);
    theirs.doc.getText('text').delete(0, 3);
    await until(() => mine.text === 'try a cosine head.', () => `the first sees “${mine.text}”`);
    expect((await open(documentId, leadToken)).text).toBe('try a cosine head.');
  });

  it('is moved to the top of the lists by whoever writes in it', async () => {
    const [older] = [await looseDocument(), await looseDocument()];
    (await open(older, leadToken)).type('news');
    const first = async (): Promise<string | undefined> =>
      (await lead.graphql<{ documents: { nodes: { id: string }[] } }>('{ documents(first: 1) { nodes { id } } }')).documents.nodes[0]?.id;
    await until(async () => (await first()) === older, () => 'the list did not change');
  });

  it('stops the retries of a token that has expired, is not known, or opens no documents', async () => {
    const documentId = await looseDocument();
    const expiring = await lead.createToken(SCOPES, new Date(Date.now() + 300));
    const unscoped = await lead.createToken(['read', 'write']);
    await until(async () => (await ask(`/collab/${documentId}?token=${expiring}`)) === 4401, () => 'the token did not expire');
    for (const [token, code] of [[expiring, 4401], [`clq_${'x'.repeat(43)}`, 4401], [unscoped, 4403]] as const) {
      const refused = kept(new LiveClient(server, documentId, token));
      expect(await refused.closed()).toBe(code);
      expect(refused.provider.shouldConnect).toBe(false);
    }
  });

  it('is to a stranger as one that does not exist, and stops the retries', async () => {
    const secret = await looseDocument('authors');
    for (const documentId of [secret, newId()]) {
      const refused = kept(new LiveClient(server, documentId, memberToken));
      expect(await refused.closed()).toBe(4404);
      expect(refused.provider.shouldConnect).toBe(false);
    }
  });

  it('closes the connection that sends nonsense, and no other', async () => {
    const documentId = await looseDocument();
    const calm = await open(documentId, memberToken);
    for (const nonsense of [[0, 2, 3, 255, 255, 255], [0, 2, 250, 1], [1, 5, 1], [9], []]) {
      const rude = new WebSocket(`${server.websocketUrl}/collab/${documentId}?token=${leadToken}`);
      await once(rude, 'message');
      rude.send(Buffer.from(nonsense));
      expect(((await once(rude, 'close')) as [number])[0]).toBe(1008);
    }
    calm.type('calm');
    expect((await open(documentId, leadToken)).text).toBe('calm');
    expect(calm.closings).toEqual([]);
  });

  it('tells a reader that what they wrote is not kept, and keeps nothing of it', async () => {
    const documentId = await proposalsDocument();
    // A stock client prints what it is told.
    const told = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const reader = await open(documentId, memberToken);
    const author = await open(documentId, leadToken);
    reader.type('Let me in.');
    await until(() => told.mock.calls.some(([words]) => String(words).includes('READ_ONLY')), () => 'the reader was not told');
    author.type('The text.');
    await until(() => reader.text.includes('The text.'), () => 'the reader does not read on');
    expect(reader.closings).toEqual([]);
    expect((await open(documentId, leadToken)).text).toBe('The text.');
  });

  it('is closed within a second to whoever is removed from the group, and stays open to the others', async () => {
    const documentId = await looseDocument();
    const leaving = await join(lead, 'researcher', 'Gone Tomorrow');
    const [theirs, mine] = [await open(documentId, await leaving.createToken(['collab'])), await open(documentId, leadToken)];
    await remove(lead, leaving);
    const removed = performance.now();
    expect(await theirs.closed()).toBe(4403);
    // The rule is a time: the look every five seconds must not be what closes it.
    expect(performance.now() - removed).toBeLessThan(1_000);
    expect(theirs.provider.shouldConnect).toBe(false);
    mine.type('still here');
    expect((await open(documentId, memberToken)).text).toBe('still here');
  });
});

/** The code with which a plain websocket is closed; 0 when it is let in. */
async function ask(path: string): Promise<number> {
  const socket = new WebSocket(`${server.websocketUrl}${path}`);
  const code = await Promise.race([once(socket, 'close').then(([code]) => code as number), once(socket, 'message').then(() => 0)]);
  socket.terminate();
  return code;
}
