import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import { newId, type UserId } from '#libs/kernel';

import { CloseCode } from './close-codes.js';
import type { Rights } from './connection.js';
import { Hub } from './hub.js';
import { MemoryUpdateLog } from './memory-update-log.js';
import { eventually } from './testing/eventually.js';
import { MemoryNetwork } from './testing/memory-network.js';
import type { RoomName } from './update-log.js';

/** `y-websocket` as it is published, unchanged. */
describe('a stock y-websocket client', () => {
  const log = new MemoryUpdateLog();
  const hub = new Hub({ log });
  const rights = new Map<string, Rights>();
  const network = new MemoryNetwork((connection, url) => {
    const name = url.searchParams.get('as') ?? 'Ada';
    if (!url.searchParams.has('token')) return connection.close(CloseCode.unauthenticated, 'no token');
    hub.attach(connection, {
      room: url.pathname.slice(1) as RoomName,
      person: { id: people(name), name, initials: name[0]!, colour: 0 },
      rights: () => rights.get(name) ?? 'write',
    });
  });
  const ids = new Map<string, UserId>();
  const people = (name: string): UserId => ids.get(name) ?? ids.set(name, newId()).get(name)!;
  const providers: WebsocketProvider[] = [];
  const open = (room: string, params: Record<string, string>): WebsocketProvider => {
    const provider = new WebsocketProvider('ws://hub', room, new Y.Doc(), { params, WebSocketPolyfill: network.WebSocket, disableBc: true, maxBackoffTime: 5 });
    providers.push(provider);
    return provider;
  };
  const textOf = (provider: WebsocketProvider): string => provider.doc.getText('text').toString();

  afterEach(() => {
    for (const provider of providers.splice(0)) {
      provider.destroy();
      provider.awareness.destroy();
    }
  });

  it('[ST1] is synced, hears others and is heard', async () => {
    const [ada, bob] = [open('one', { token: 't' }), open('one', { token: 't', as: 'Bob' })];
    await eventually(() => ada.synced && bob.synced);
    ada.doc.getText('text').insert(0, 'hello');
    await eventually(() => textOf(bob) === 'hello');
    bob.doc.getText('text').insert(5, ' there');
    await eventually(() => textOf(ada) === 'hello there');

    const late = open('one', { token: 't' });
    await eventually(() => late.synced);
    expect(textOf(late)).toBe('hello there');
  });

  it('[ST2] sends what it wrote while it was away', async () => {
    const ada = open('two', { token: 't' });
    await eventually(() => ada.synced);
    ada.disconnect();
    ada.doc.getText('text').insert(0, 'offline');
    ada.connect();
    await eventually(() => hubText('two') === 'offline');
  });

  it('[ST3] comes back when the wire is cut, and stays away when it has no token', async () => {
    const [ada, stranger] = [open('three', { token: 't' }), open('three', {})];
    const reasons: unknown[] = [];
    stranger.on('closed', ({ code }) => reasons.push(code));
    await eventually(() => ada.synced && reasons.length > 0);
    expect(reasons).toEqual([CloseCode.unauthenticated]);
    expect(stranger.shouldConnect).toBe(false);

    network.cutAll();
    await eventually(() => !ada.synced);
    await eventually(() => ada.synced);
  });

  it('[ST4] ignores our own messages without a word', async () => {
    const said = jest.spyOn(console, 'error');
    const ada = open('four', { token: 't' });
    await eventually(() => ada.synced);
    ada.doc.getText('text').insert(0, 'saved');
    await eventually(() => hubText('four') === 'saved');
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  const texts = new Map<string, string>();
  const hubText = (room: string): string => {
    void log.read(room as RoomName, 0).then(({ rows }) => {
      const doc = new Y.Doc();
      for (const { updates } of rows) for (const update of updates) Y.applyUpdate(doc, update);
      texts.set(room, doc.getText('text').toString());
    });
    return texts.get(room) ?? '';
  };
});
