import { afterEach, describe, expect, it } from '@jest/globals';

import { CloseCode } from './close-codes.js';
import type { HubOptions } from './hub.js';
import type { RawClient } from './testing/raw-client.js';
import { eventually, turns } from './testing/eventually.js';
import { ROOM, Stage } from './testing/stage.js';
import type { RoomName } from './update-log.js';
import { stateRequestMessage } from './wire.js';

let stage: Stage;
const set = (limits: HubOptions['limits']): Stage => (stage = new Stage({ limits: limits! }));
afterEach(() => stage.end());

const closing = async ({ wire }: RawClient): Promise<number> => {
  await eventually(() => wire.closedWith !== null);
  return wire.closedWith!.code;
};

describe('one connection', () => {
  it('[LI1] may send a frame as big as the limit, and is closed for a byte more', async () => {
    set({ frameBytes: 50 });
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    const pairs = Array.from({ length: 23 }, (_, client) => [client, 1]).flat();
    const longest = stateRequestMessage(Uint8Array.of(23, ...pairs));
    expect(longest).toHaveLength(50);
    ada.say(longest);
    bob.say(new Uint8Array(51));
    expect(await closing(bob)).toBe(CloseCode.tooBig);
    expect(ada.wire.closedWith).toBeNull();
  });

  it('[LI2] that sends faster than its allowance is slowed, and nothing is lost', async () => {
    set({ updates: { burst: 2, perSecond: 200 } });
    const ada = await stage.join('Ada');
    for (let i = 0; i < 20; i++) ada.text.insert(0, 'x');
    await eventually(() => ada.take().includes('saved 21'));
    expect(await stage.textInLog()).toBe('x'.repeat(20));
  });

  it('[LI2] that goes on sending faster is closed when too much waits', async () => {
    set({ updates: { burst: 2, perSecond: 1 }, waitingMessages: 10 });
    const [ada, bob] = [await stage.join('Ada'), await stage.join('Bob')];
    for (let i = 0; i < 20; i++) ada.text.insert(0, 'x');
    expect(await closing(ada)).toBe(CloseCode.tooFast);
    expect(bob.wire.closedWith).toBeNull();
  });

  it('[LI3] is one too many for its room, its person or the server', async () => {
    set({ connectionsPerRoom: 2, connectionsPerPerson: 2, rooms: 2 });
    await stage.join('Ada');
    const second = await stage.join('Ada', 'two' as RoomName);
    expect(await closing(stage.dial('Ada', 'two' as RoomName))).toBe(CloseCode.full);
    expect(await closing(stage.dial('Bob', 'three' as RoomName))).toBe(CloseCode.full);
    await stage.join('Bob');
    expect(await closing(stage.dial('Cyd'))).toBe(CloseCode.full);

    second.wire.cut();
    await turns();
    await stage.join('Ada', 'two' as RoomName);
  });

  it('[LI4] that sends text is closed', async () => {
    set({});
    const ada = await stage.join('Ada');
    ada.wire.toServer(Uint8Array.of(104, 105), false);
    expect(await closing(ada)).toBe(CloseCode.notBinary);
  });

  it('[LI5] asks for the state no more often than its allowance', async () => {
    set({ states: { burst: 2, perSecond: 1 } });
    const ada = await stage.join('Ada');
    await turns();
    ada.take();
    for (let i = 0; i < 5; i++) ada.sync();
    await turns();
    expect(ada.take()).toEqual(['state']);
  });
});

describe('one who reads slowly', () => {
  it('[SL1] gets nothing until all is read, then what was missed, once; others notice nothing', async () => {
    set({ slowBytes: 100 });
    const [ada, bob, slow] = [await stage.join('Ada'), await stage.join('Bob'), await stage.join('Cyd')];
    slow.wire.hold();
    for (let i = 0; i < 40; i++) {
      ada.text.insert(0, 'some words ');
      await turns(1);
    }
    await eventually(() => (bob.take(), bob.text.length === 440));
    expect(slow.wire.bufferedAmount).toBeLessThan(300);

    slow.wire.release();
    await eventually(() => (slow.take(), slow.text.length === 440));
    expect(stage.hub.metrics.counters.resyncs).toBe(1);
    expect(slow.wire.closedWith).toBeNull();
  });

  it('[SL2] is closed when it reads nothing for long', async () => {
    set({ slowBytes: 100, stuckMs: 20 });
    const [ada, stuck] = [await stage.join('Ada'), await stage.join('Bob')];
    stuck.wire.hold();
    for (let i = 0; i < 20; i++) {
      ada.text.insert(0, 'some words ');
      await turns(1);
    }
    expect(await closing(stuck)).toBe(CloseCode.tooSlow);
    expect(await stage.textInLog(ROOM)).toHaveLength(220);
  });

  it('[SL3] gets the state it asked for when it has read what waits', async () => {
    set({ slowBytes: 100 });
    const [ada, slow] = [await stage.join('Ada'), await stage.join('Bob')];
    slow.wire.hold();
    for (let i = 0; i < 20; i++) {
      ada.text.insert(0, 'some words ');
      await turns(1);
    }
    slow.sync();
    await turns();
    slow.wire.release();
    const heard: string[] = [];
    await eventually(() => (heard.push(...slow.take()), heard.at(-1) === 'state'));
    expect(slow.text.toString()).toBe(ada.text.toString());
  });
});

describe('one who hears nothing', () => {
  it('[SL4] gets a pulse, or a stock client would think the wire dead', async () => {
    set({ pulseMs: 5 });
    const ada = await stage.join('Ada');
    await eventually(() => ada.take().includes('pulse'));
  });
});
