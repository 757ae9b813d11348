import { afterEach, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import { CloseCode } from './close-codes.js';
import type { HubOptions } from './hub.js';
import { NotStored } from './hub.js';
import { eventually, turns } from './testing/eventually.js';
import { ROOM, Stage } from './testing/stage.js';
import type { RoomName } from './update-log.js';
import { Denied, updateMessage } from './wire.js';

let stage: Stage;
const set = (options: Partial<HubOptions> = {}): Stage => (stage = new Stage(options));
afterEach(() => stage.end());

/** What a document of somebody else's would send for one insertion. */
function typed(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

describe('a change', () => {
  it('[DU1][DU2] is shown to others, and acknowledged to its writer, after its commit and not before', async () => {
    const { log } = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    await turns();
    ada.take();
    bob.take();
    log.hold();
    ada.text.insert(0, 'hello');
    await turns();
    expect([ada.take(), bob.take()]).toEqual([[], []]);

    log.release();
    await turns();
    expect(ada.take()).toEqual(['saved 2']);
    expect(bob.take()).toEqual(['update']);
    expect(bob.text.toString()).toBe('hello');
  });

  it('[DU3] waits with those of all rooms for the commit before it, and is stored with them in one', async () => {
    const { log } = set({ limits: { commitWriters: 1 } });
    const rooms = ['a', 'b', 'c'].map((name) => name as RoomName);
    const clients = await Promise.all(rooms.map((room) => stage.join('Ada', room)));
    log.hold();
    clients[0]!.text.insert(0, '1');
    await turns();
    for (const { text } of [...clients, ...clients]) text.insert(0, 'x');
    await turns();
    log.release();
    await turns();
    expect(log.appended.map((rows) => rows.map((row) => [row.room, row.updates.length]))).toEqual([[['a', 1]], [['a', 2], ['b', 2], ['c', 2]]]);
  });

  it('[DU4] that may not have been stored sends everybody away to offer it again', async () => {
    const { log } = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    log.failing.add(ROOM);
    ada.text.insert(0, 'x');
    await eventually(() => ada.wire.closedWith !== null && bob.wire.closedWith !== null);
    expect(ada.wire.closedWith!.code).toBe(CloseCode.failed);
    expect(bob.text.toString()).toBe('');

    log.failing.delete(ROOM);
    const again = await stage.join('Ada');
    expect(again.text.toString()).toBe('');
  });

  it('[DU5] of a room that cannot be written does not fail the others of its commit', async () => {
    const { log } = set({ limits: { commitWriters: 1 } });
    const [gone, good, first] = ['gone', 'good', 'first'].map((name) => name as RoomName);
    const clients = await Promise.all([stage.join('Ada', first), stage.join('Ada', gone), stage.join('Ada', good)]);
    log.hold();
    clients[0].text.insert(0, 'x');
    await turns();
    log.failing.add(gone!);
    clients[1].text.insert(0, 'x');
    clients[2].text.insert(0, 'x');
    await turns();
    log.release();
    await eventually(() => clients[1].wire.closedWith !== null);
    await turns();
    expect(clients[2].wire.closedWith).toBeNull();
    expect(await stage.textInLog(good)).toBe('x');
  });

  it('[AD1] that holds nothing new is acknowledged and not stored again', async () => {
    const { log } = set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    ada.text.insert(0, 'hello');
    ada.text.delete(0, 2);
    await eventually(() => (bob.take(), bob.text.toString() === 'llo'));
    const rows = log.appended.length;
    bob.say(updateMessage(Y.encodeStateAsUpdate(bob.doc)));
    await eventually(() => bob.take().includes('saved 2'));
    expect(log.appended).toHaveLength(rows);
  });

  it('[AD1] is not called durable before what it repeats is', async () => {
    const { log } = set();
    const [ada, twin] = [await stage.join('Ada'), await stage.join('Ada')];
    await turns();
    ada.take();
    twin.take();
    log.hold();
    ada.text.insert(0, 'hello');
    await turns();
    twin.say(updateMessage(Y.encodeStateAsUpdate(ada.doc)));
    await turns();
    expect(twin.take()).toEqual([]);
    log.release();
    await turns();
    expect(twin.take()).toContain('saved 2');
    expect(log.appended).toHaveLength(1);
  });

  it('[AD2] that builds on what is not here is not stored; the writer is asked, and its answer covers it', async () => {
    set();
    const ada = await stage.join('Ada');
    await turns();
    ada.take();
    const lost: Uint8Array[] = [];
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => lost.push(update));
    doc.getText('text').insert(0, 'a');
    doc.getText('text').insert(1, 'b');
    ada.say(updateMessage(lost[1]!));
    await turns();
    expect(ada.take()).toEqual(['asked']);
    expect(await stage.textInLog()).toBe('');

    ada.answer(doc);
    await turns();
    expect(ada.take()).toEqual(['saved 3']);
    expect(await stage.textInLog()).toBe('ab');
  });

  it('[AD3] under the client id of somebody else ends the connection and is not stored', async () => {
    set();
    const [ada, eve] = [await stage.join('Ada'), await stage.join('Eve')];
    ada.text.insert(0, 'mine');
    await eventually(() => (eve.take(), eve.text.toString() === 'mine'));
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(eve.doc));
    forged.clientID = ada.doc.clientID;
    forged.getText('text').insert(4, ' and not mine');
    eve.say(updateMessage(Y.encodeStateAsUpdate(forged)));
    await eventually(() => eve.wire.closedWith !== null);
    expect(eve.wire.closedWith!.code).toBe(CloseCode.rejected);
    expect(await stage.textInLog()).toBe('mine');
    expect(ada.wire.closedWith).toBeNull();
  });

  it('[AD4][AD5] of one who may only read is told, not stored, and leaves a hole until the right is back', async () => {
    set();
    stage.allow('Ada', 'read');
    const ada = await stage.join('Ada');
    await turns();
    ada.take();
    ada.text.insert(0, 'x');
    await turns();
    expect(ada.take()).toEqual([`denied ${Denied.readOnly}`]);
    expect(ada.wire.closedWith).toBeNull();

    stage.allow('Ada', 'write');
    ada.text.insert(1, 'y');
    await turns();
    expect(ada.take()).toEqual(['asked']);
    ada.answer();
    await turns();
    expect(ada.take()).toEqual(['saved 4']);
    expect(await stage.textInLog()).toBe('xy');
  });

  it('[AD4] of one who has lost all access ends the connection', async () => {
    set();
    const ada = await stage.join('Ada');
    stage.allow('Ada', 'none');
    ada.text.insert(0, 'x');
    await eventually(() => ada.wire.closedWith !== null);
    expect(ada.wire.closedWith!.code).toBe(CloseCode.forbidden);
    expect(await stage.textInLog()).toBe('');
  });

  it('[AD4] of others is not sent to one who has lost all access', async () => {
    set();
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    stage.allow('Bob', 'none');
    ada.text.insert(0, 'secret');
    await eventually(() => bob.wire.closedWith !== null);
    expect(bob.take()).not.toContain('update');
  });

  it('[AD6] that would make the document too big is told and not stored', async () => {
    set({ limits: { documentBytes: 100 } });
    const ada = await stage.join('Ada');
    await turns();
    ada.take();
    ada.text.insert(0, 'x'.repeat(200));
    await turns();
    expect(ada.take()).toEqual([`denied ${Denied.documentFull}`]);
  });

  it('[RO4] by the server itself is stored and shown like anybody\'s', async () => {
    set();
    const ada = await stage.join('Ada');
    await stage.hub.write(ROOM, stage.idOf('importer'), typed('imported'));
    await eventually(() => (ada.take(), ada.text.toString() === 'imported'));
    const { position, updates } = await stage.hub.read(ROOM);
    expect([position, updates.length]).toEqual([1, 1]);

    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    doc.getText('text').insert(1, 'b');
    await expect(stage.hub.write(ROOM, stage.idOf('importer'), Y.encodeStateAsUpdate(doc, before))).rejects.toEqual(new NotStored('gap'));
  });
});

describe('a room', () => {
  it('[SY1] answers nothing before the log has been read, and forgets nothing said meanwhile', async () => {
    const { log } = set();
    await log.appendMany([{ room: ROOM, updates: [{ author: stage.idOf('Ada'), data: typed('stored') }] }]);
    log.hold();
    const ada = stage.dial('Ada');
    ada.sync();
    await turns();
    expect(ada.take()).toEqual([]);
    log.release();
    await turns();
    expect(ada.take()).toEqual(['asked', 'update', 'state']);
    expect(ada.text.toString()).toBe('stored');
    expect(log.reads).toBe(1);
  });

  it('[SY1] that cannot be read sends its visitors away to try again', async () => {
    const { log } = set();
    log.failing.add(ROOM);
    const ada = stage.dial('Ada');
    await eventually(() => ada.wire.closedWith !== null);
    expect(ada.wire.closedWith!.code).toBe(CloseCode.failed);
    log.failing.delete(ROOM);
    await stage.join('Ada');
  });

  it('[FO1] is folded after so many updates, and when the last one leaves', async () => {
    const { log } = set({ limits: { foldUpdates: 3 } });
    const ada = await stage.join('Ada');
    for (const letter of 'abcd') {
      ada.text.insert(0, letter);
      await turns(4);
    }
    await eventually(() => stage.hub.metrics.counters.folds === 1);
    ada.wire.cut();
    await eventually(() => stage.hub.metrics.counters.folds === 2);
    expect((await log.read(ROOM, 0)).rows).toEqual([]);
    expect(await stage.textInLog()).toBe('dcba');
    expect((await stage.join('Bob')).text.toString()).toBe('dcba');
  });

  it('[FO1] that failed to fold goes on, and tries again later', async () => {
    set({ limits: { foldUpdates: 2 }, compactor: { fold: () => Promise.reject(new Error('out of memory')), diff: async (data) => data, stop: async () => undefined } });
    const ada = await stage.join('Ada');
    for (const letter of 'abcdef') {
      ada.text.insert(0, letter);
      await turns(4);
    }
    await eventually(() => stage.hub.metrics.counters.foldFailures >= 2);
    expect(ada.wire.closedWith).toBeNull();
    expect(await stage.textInLog()).toBe('fedcba');
  });

  it('[FO2] leaves out what no document can apply, says so, and goes on', async () => {
    const { log } = set({ limits: { foldUpdates: 2 } });
    const [ada, eve] = [await stage.join('Ada'), await stage.join('Eve')];
    // Two changes that wait for each other: every id they name exists, and neither can be first.
    eve.say(updateMessage(CIRCLE));
    await turns();
    ada.text.insert(0, 'honest');
    await eventually(() => ada.take().includes('told QUARANTINED'));
    expect(log.quarantined(ROOM).map(({ position, index }) => [position, index])).toEqual([[1, 0]]);
    ada.text.insert(6, ' work');
    await turns();
    expect(await stage.textInLog()).toBe('honest work');
    expect((await stage.join('Bob')).text.toString()).toBe('honest work');
  });

  it('[RO1] leaves memory some time after the last one left it', async () => {
    set({ limits: { emptyRoomMs: 10 } });
    const ada = await stage.join('Ada');
    await eventually(() => stage.hub.metrics.gauges.rooms === 1);
    ada.wire.cut();
    await eventually(() => stage.hub.metrics.gauges.rooms === 0);
    expect(stage.hub.metrics.counters.evictions).toBe(1);
  });

  it('[RO2] is left at once by those whom the hub sends away', async () => {
    set();
    const [ada, bob, elsewhere] = [await stage.join('Ada'), await stage.join('Bob'), await stage.join('Bob', 'other' as RoomName)];
    expect(stage.hub.close({ room: ROOM, person: stage.idOf('Bob') }, CloseCode.forbidden, 'no longer a member')).toBe(1);
    ada.text.insert(0, 'secret');
    await eventually(() => bob.wire.closedWith !== null);
    expect(bob.wire.closedWith).toEqual({ code: CloseCode.forbidden, reason: 'no longer a member' });
    expect(bob.take()).not.toContain('update');
    expect([ada.wire.closedWith, elsewhere.wire.closedWith]).toEqual([null, null]);
    expect(stage.hub.close((visitor) => visitor.person.name === 'Bob', CloseCode.gone, 'deleted')).toBe(1);
  });

  it('[RO3] is drained: what arrived is stored and acknowledged, then everybody is asked to come back', async () => {
    set();
    const ada = await stage.join('Ada');
    await turns();
    ada.take();
    stage.log.hold();
    ada.text.insert(0, 'last words');
    await turns();
    const drained = stage.hub.drain();
    stage.log.release();
    await drained;
    await eventually(() => ada.wire.closedWith !== null);
    expect(ada.take()).toEqual(['saved 2']);
    expect(ada.wire.closedWith!.code).toBe(CloseCode.restarting);
    expect(await stage.textInLog()).toBe('last words');

    const late = stage.dial('Bob');
    await eventually(() => late.wire.closedWith !== null);
    expect(late.wire.closedWith!.code).toBe(CloseCode.restarting);
  });
});

/** Client 1's first item is to the right of client 2's first, and the other way round. */
const CIRCLE = Uint8Array.of(2, 1, 2, 0, 0x84, 1, 0, 1, 98, 1, 1, 0, 0x84, 2, 0, 1, 97, 0);
