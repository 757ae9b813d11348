import { afterEach, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import { CloseCode } from '../close-codes.js';
import { eventually, turns } from '../testing/eventually.js';
import { ROOM, Stage } from '../testing/stage.js';
import { ColloquiumProvider, type ColloquiumProviderOptions } from './provider.js';
import type { SavingState } from './saving.js';

let stage: Stage;
const providers: ColloquiumProvider[] = [];
afterEach(async () => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.awareness.destroy();
  }
  await stage.end();
});

const set = (): Stage => (stage = new Stage());

function open(doc: Y.Doc, options: Partial<ColloquiumProviderOptions> = {}, as = 'Ada'): ColloquiumProvider {
  const provider = new ColloquiumProvider('ws://hub', ROOM, doc, { params: { as }, maxBackoffTime: 2, WebSocketPolyfill: stage.network.WebSocket, ...options });
  providers.push(provider);
  return provider;
}

const becomes = (provider: ColloquiumProvider, wanted: Partial<SavingState>): Promise<void> =>
  eventually(() => Object.entries(wanted).every(([key, value]) => provider.saving[key as keyof SavingState] === value), `never became ${JSON.stringify(wanted)}`);

const write = (doc: Y.Doc, text: string): void => doc.getText('text').insert(0, text);

/** What `localStorage` does under one key. */
function device(): { get(): string | null; set(text: string): void } {
  let kept: string | null = null;
  return { get: () => kept, set: (text) => void (kept = text) };
}

describe('what the page may say', () => {
  it('[CL1] is "saved" once the server has everything on disk, and not before', async () => {
    set();
    const doc = new Y.Doc();
    const provider = open(doc);
    expect(provider.saving.status).toBe('syncing');
    await becomes(provider, { status: 'saved', pending: 0 });

    stage.log.hold();
    write(doc, 'a');
    write(doc, 'b');
    await turns();
    expect(provider.saving).toMatchObject({ status: 'unsaved', pending: 2 });
    stage.log.release();
    await becomes(provider, { status: 'saved', pending: 0 });
    expect(await stage.textInLog()).toBe('ba');
  });

  it('[CL2] is how many changes are kept here while there is no connection', async () => {
    set();
    const doc = new Y.Doc();
    const provider = open(doc);
    await becomes(provider, { status: 'saved' });
    const { accept } = stage.network;
    stage.network.accept = null;
    stage.network.cutAll();
    await becomes(provider, { status: 'offline', pending: 0 });
    for (const letter of 'abc') write(doc, letter);
    expect(provider.saving).toMatchObject({ status: 'offline', pending: 3 });

    stage.network.accept = accept;
    await becomes(provider, { status: 'saved', pending: 0 });
    expect(await stage.textInLog()).toBe('cba');
  });

  it('[CL2] is known from the start where the server cannot be reached', async () => {
    set();
    stage.network.accept = null;
    const provider = open(new Y.Doc());
    await becomes(provider, { status: 'offline' });
  });

  it('[CL3] is not fooled by a change that overtakes what was written before it, offline', async () => {
    set();
    const doc = new Y.Doc();
    const provider = open(doc);
    write(doc, 'xyz');
    await becomes(provider, { status: 'saved' });
    const { accept } = stage.network;
    stage.network.accept = null;
    stage.network.cutAll();
    await becomes(provider, { status: 'offline' });
    write(doc, 'offline ');
    // A deletion builds on nothing that the server has not, so it is stored at once, before the answer that carries the rest.
    provider.on('status', ({ status }) => {
      if (status === 'connected') doc.getText('text').delete(8, 1);
    });
    let claimed = false;
    provider.onSaving(() => (claimed ||= provider.saving.pending === 0 && provider.saving.status !== 'saved'));
    stage.network.accept = accept;
    await becomes(provider, { status: 'saved' });
    expect(claimed).toBe(false);
    expect(await stage.textInLog()).toBe('offline yz');
  });

  it('[CL4] survives a reload: what was not saved is counted, and saved at last', async () => {
    set();
    const memory = device();
    const before = new Y.Doc();
    const first = open(before, { memory });
    write(before, 'saved ');
    await becomes(first, { status: 'saved' });
    stage.network.accept = null;
    stage.network.cutAll();
    for (const letter of 'abc') write(before, letter);
    first.destroy();

    // The page is loaded again; the device's storage takes its time.
    const after = new Y.Doc();
    let load = (): void => undefined;
    const loaded = new Promise<void>((resolve) => {
      load = (): void => {
        Y.applyUpdate(after, Y.encodeStateAsUpdate(before));
        resolve();
      };
    });
    const second = open(after, { memory, loaded });
    expect(second.saving.pending).toBe(3);
    write(after, 'd');
    expect(second.saving.pending).toBe(4);
    load();
    await becomes(second, { status: 'offline', pending: 4 });
  });

  it('[CL4] does not trust a count that another tab has written over', async () => {
    set();
    const memory = device();
    const doc = new Y.Doc();
    const provider = open(doc, { memory });
    write(doc, 'saved ');
    await becomes(provider, { status: 'saved' });
    const saved = memory.get();
    stage.network.accept = null;
    stage.network.cutAll();
    write(doc, 'not saved');
    memory.set(saved!);
    provider.destroy();

    const after = new Y.Doc();
    Y.applyUpdate(after, Y.encodeStateAsUpdate(doc));
    const again = open(after, { memory });
    await becomes(again, { status: 'offline', pending: 1 });
  });

  it('[CL4] takes what it cannot read in its memory for nothing', async () => {
    set();
    const provider = open(new Y.Doc(), { memory: { get: () => '{"pending":', set: () => undefined } });
    await becomes(provider, { status: 'saved', pending: 0 });
  });

  it('[CL5] says nothing to the server before the device is loaded', async () => {
    set();
    let load: () => void = () => undefined;
    const provider = open(new Y.Doc(), { loaded: new Promise<void>((resolve) => (load = resolve)) });
    await turns();
    expect(provider.saving.status).toBe('syncing');
    expect(stage.network.wires.size).toBe(0);
    load();
    await becomes(provider, { status: 'saved' });
  });

  it('[CL5] connects where the device cannot be read', async () => {
    set();
    const provider = open(new Y.Doc(), { loaded: Promise.reject(new Error('private mode')) });
    await becomes(provider, { status: 'saved' });
  });

  it('[CL6] is why the server keeps nothing, until it does', async () => {
    set();
    stage.allow('Ada', 'read');
    const doc = new Y.Doc();
    const provider = open(doc);
    await becomes(provider, { status: 'saved' });
    write(doc, 'x');
    await becomes(provider, { status: 'unsaved', pending: 1, refused: 'READ_ONLY' });
    stage.allow('Ada', 'write');
    write(doc, 'y');
    await becomes(provider, { status: 'saved', pending: 0, refused: null });
    expect(await stage.textInLog()).toBe('yx');
  });

  it.each([CloseCode.unauthenticated, CloseCode.forbidden, CloseCode.notFound, CloseCode.rejected])('[CL7] is why it ended, after %i, and nothing more is tried', async (code) => {
    set();
    const provider = open(new Y.Doc());
    await becomes(provider, { status: 'saved' });
    stage.hub.close({ person: stage.idOf('Ada') }, code, 'because');
    await becomes(provider, { status: 'offline' });
    expect(provider.saving.ended).toEqual({ code, reason: 'because' });
    await turns();
    expect(stage.network.wires.size).toBe(0);
  });

  it('[CL8] counts one\'s own changes only', async () => {
    set();
    const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
    const [ada, bob] = [open(mine), open(theirs, {}, 'Bob')];
    await Promise.all([becomes(ada, { status: 'saved' }), becomes(bob, { status: 'saved' })]);
    const counts = new Set<number>();
    ada.onSaving(() => counts.add(ada.saving.pending));
    write(theirs, 'from Bob');
    await eventually(() => mine.getText('text').toString() === 'from Bob');
    expect([...counts]).toEqual([]);
    expect(ada.saving.status).toBe('saved');
  });
});

describe('its presence', () => {
  it('[CL9] is back at once after a cut wire, and says nothing for others', async () => {
    set();
    const [ada, bob] = [open(new Y.Doc()), open(new Y.Doc(), {}, 'Bob')];
    const adaAtBobs = (): unknown => bob.awareness.getStates().get(ada.doc.clientID);
    await eventually(() => adaAtBobs() !== undefined);
    [...stage.network.wires][0]!.cut();
    await eventually(() => adaAtBobs() === undefined);
    await eventually(() => adaAtBobs() !== undefined);

    const before = stage.hub.metrics.counters.messages;
    ada.awareness.setLocalStateField('cursor', 1);
    await eventually(() => JSON.stringify(adaAtBobs()).includes('"cursor":1'));
    await turns();
    expect(stage.hub.metrics.counters.messages).toBe(before + 1);
  });
});
