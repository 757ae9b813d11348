import { afterEach, describe, expect, it } from '@jest/globals';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { CloseCode } from './close-codes.js';
import { MemoryBus } from './memory-bus.js';
import type { RawClient } from './testing/raw-client.js';
import { eventually, turns } from './testing/eventually.js';
import { Stage } from './testing/stage.js';
import { presenceMessage } from './wire.js';

const stages: Stage[] = [];
const set = (...args: ConstructorParameters<typeof Stage>): Stage => {
  const stage = new Stage(...args);
  stages.push(stage);
  return stage;
};
afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.end())));

/** Says a state under a client id, as an editor's awareness would. */
function show(client: RawClient, state: Record<string, unknown> | null, id = client.doc.clientID, clock = 1): void {
  const doc = new Y.Doc();
  doc.clientID = id;
  const awareness = new Awareness(doc);
  awareness.setLocalState(state);
  awareness.meta.set(id, { clock, lastUpdated: 0 });
  client.say(presenceMessage(encodeAwarenessUpdate(awareness, [id])));
  doc.destroy();
}

const seen = (client: RawClient): string[] => client.take().filter((news) => news.startsWith('presence'));

describe('presence', () => {
  it('[PR1] carries the name the server knows, whatever the editor says', async () => {
    const stage = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    show(ada, { user: { name: 'The Dean' }, cursor: 3 });
    const user = { id: stage.idOf('Ada'), name: 'Ada', initials: 'A', colour: 0 };
    const expected = `presence ${ada.doc.clientID}=${JSON.stringify({ user, cursor: 3 })}`;
    await eventually(() => seen(bob).includes(expected), expected);
  });

  it('[PR2] is heard for one\'s own client id only; an echo of others is passed over', async () => {
    const stage = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    show(ada, { cursor: 1 });
    await eventually(() => seen(bob).length > 0);
    show(bob, { cursor: 66 }, ada.doc.clientID, 5);
    show(bob, { cursor: 2 });
    await eventually(() => seen(ada).some((news) => news.includes('"cursor":2')));
    await turns();
    expect(seen(ada)).toEqual([]);
    expect(bob.wire.closedWith).toBeNull();
  });

  it('[PR2] of somebody who left stays theirs: the echo of their last word does not take it over', async () => {
    const stage = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    show(ada, { cursor: 1 });
    await eventually(() => seen(bob).length > 0);
    ada.wire.cut();
    await turns();
    show(bob, { cursor: 1 }, ada.doc.clientID, 1);
    await turns();
    const again = await stage.join('Ada');
    again.doc.clientID = ada.doc.clientID;
    again.text.insert(0, 'still mine');
    await eventually(() => (bob.take(), bob.text.toString() === 'still mine'));
    expect(again.wire.closedWith).toBeNull();
  });

  it('[PR2] of a second tab is not taken over by the first one\'s echo, nor sent round for ever', async () => {
    const stage = set();
    const [one, two, bob] = [await stage.join('Ada'), await stage.join('Ada'), await stage.join('Bob')];
    show(one, { tab: 1 });
    await eventually(() => seen(bob).length > 0);
    show(two, { tab: 1 }, one.doc.clientID, 1);
    await turns();
    expect(seen(bob)).toEqual([]);
    two.wire.cut();
    await turns();
    expect(seen(bob)).toEqual([]);
  });

  it('[PR3] is sent once a tick, the newest of each', async () => {
    const stage = set({ limits: { presenceTickMs: 30 } });
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    for (let cursor = 1; cursor <= 10; cursor++) show(ada, { cursor }, ada.doc.clientID, cursor);
    const heard: string[] = [];
    await eventually(() => (heard.push(...seen(bob)), heard.length > 0));
    await turns();
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('"cursor":10');
  });

  it('[PR4] ends when its connection does, and a newcomer sees who is there', async () => {
    const stage = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    show(ada, { cursor: 1 });
    show(bob, { cursor: 2 });
    await turns();
    seen(bob);
    ada.wire.cut();
    await eventually(() => seen(bob).includes(`presence ${ada.doc.clientID}=null`));
    const late = stage.dial('Cyd');
    await eventually(() => late.wire.received.length >= 2);
    expect(late.take().filter((news) => news.startsWith('presence'))).toEqual([expect.stringMatching(`^presence ${bob.doc.clientID}={[^ ]*$`)]);
    late.say(Uint8Array.of(3));
    await eventually(() => seen(late).length > 0);
  });

  it.each([
    ['is not JSON', '{'],
    ['is no object', '3'],
    ['is too big', JSON.stringify({ a: 'x'.repeat(5_000) })],
  ])('[PR5] that %s closes its connection and no other', async (_what, state) => {
    const stage = set();
    const [ada, eve] = [await stage.join('Ada'), await stage.join('Eve')];
    const text = Buffer.from(state);
    eve.say(presenceMessage(Uint8Array.of(1, 7, 1, ...(text.length < 128 ? [text.length] : [0x80 | (text.length & 0x7f), text.length >> 7]), ...text)));
    await eventually(() => eve.wire.closedWith !== null);
    expect(eve.wire.closedWith!.code).toBe(CloseCode.rejected);
    expect(ada.wire.closedWith).toBeNull();
  });

  it('[PR5] of thousands of made-up people is cut to a few a connection', async () => {
    const stage = set();
    const [ada, eve] = [await stage.join('Ada'), await stage.join('Eve')];
    for (let id = 1; id <= 100; id++) show(eve, { made: 'up' }, id);
    await turns();
    const ids = new Set(seen(ada).flatMap((news) => news.match(/\d+(?==)/g) ?? []));
    expect(ids.size).toBe(4);
  });

  it('[PR6] crosses servers', async () => {
    const bus = new MemoryBus();
    const here = set({ bus: bus.join() });
    const there = set({ bus: bus.join() }, here.log);
    const [ada, bob] = [await here.join('Ada'), await there.join('Bob')];
    show(ada, { cursor: 1 });
    await eventually(() => seen(bob).some((news) => news.includes('"name":"Ada"')));
    ada.wire.cut();
    await eventually(() => seen(bob).includes(`presence ${ada.doc.clientID}=null`));
  });
});
