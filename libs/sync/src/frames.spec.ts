import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';

import { CloseCode } from './close-codes.js';
import { fold } from './fold.js';
import type { RawClient } from './testing/raw-client.js';
import { eventually, turns } from './testing/eventually.js';
import { ROOM, Stage } from './testing/stage.js';
import { stateRequestMessage, updateMessage } from './wire.js';

jest.setTimeout(60_000);

/** Two honest people, one who sends anything at all, and the log. */
class Siege {
  readonly stage = new Stage({ limits: { foldUpdates: 20, updates: { burst: 1e6, perSecond: 1e6 }, states: { burst: 1e6, perSecond: 1e6 }, waitingMessages: 1e6 } });
  private honest: RawClient[] = [];
  private eve: RawClient | null = null;

  async start(): Promise<void> {
    this.honest = [await this.stage.join('Ada'), await this.stage.join('Bob')];
    this.honest[0]!.text.insert(0, 'honest work');
  }

  async send(messages: readonly Uint8Array[]): Promise<void> {
    for (const message of messages) {
      if (this.eve === null || this.eve.wire.closedWith !== null) this.eve = await this.stage.join('Eve');
      this.eve.say(message);
      for (const one of this.honest) if (message.length % 3 === 0) one.text.insert(one.text.length * (message.length % 2), 'x');
      await turns(1);
    }
  }

  /** The others noticed nothing, the log can be read by anybody, and all have the same. */
  async holds(): Promise<void> {
    const [ada, bob] = this.honest as [RawClient, RawClient];
    await eventually(() => {
      for (const one of this.honest) one.take();
      return this.stage.hub.metrics.gauges.waitingUpdates === 0 && contents(ada.doc) === contents(bob.doc);
    });
    for (const { wire } of this.honest) expect(wire.closedWith).toBeNull();
    const { base, rows } = await this.stage.log.read(ROOM, 0);
    const stranger = new Y.Doc();
    Y.applyUpdate(stranger, fold(base, rows).base.data);
    expect(stranger.store.pendingStructs).toBeNull();
    expect(contents(stranger)).toBe(contents(ada.doc));
    expect(stranger.getText('text').toString()).toContain('honest work');
  }

  /** How Eve's connection ended, if it did. */
  get eveClosedWith(): number | undefined {
    return this.eve?.wire.closedWith?.code;
  }
}

const contents = (doc: Y.Doc): string => JSON.stringify([doc.getText('text').toString(), Y.encodeStateAsUpdate(doc).length, doc.getMap('map').size]);

let siege: Siege;
afterEach(() => siege.stage.end());

/** What an honest session says, to be spoilt. */
function session(): Uint8Array[] {
  const doc = new Y.Doc();
  const said: Uint8Array[] = [stateRequestMessage(Uint8Array.of(0)), Uint8Array.of(1, 8, 1, 7, 1, 4, 110, 117, 108, 108), Uint8Array.of(3)];
  doc.on('update', (update: Uint8Array) => said.push(updateMessage(update)));
  doc.getText('text').insert(0, 'some words');
  doc.getText('text').format(0, 4, { bold: true });
  doc.getText('text').delete(2, 3);
  doc.getMap('map').set('__proto__', { a: [1, 2] });
  doc.getArray('array').insert(0, [1, new Y.Map(), 'x']);
  return said;
}

/** Updates that are well formed, of three clients that build on each other in every way the format can say. */
function knowingly(family: number): fc.Arbitrary<Uint8Array[]> {
  const id = fc.nat(2).map((member) => varUint(4 * family + member));
  const clock = fc.nat(4);
  const reference = fc.tuple(id, clock).map(([client, at]) => [...client, at]);
  const content = fc.constantFrom([1, 2], [4, 1, 97], [5, 2, 123, 125], [6, 1, 98, 4, 116, 114, 117, 101], [7, 0], [7, 3, 1, 112], [8, 1, 126], [9, 1, 103, 118, 0]);
  const item = fc.tuple(content, fc.option(reference), fc.option(reference), fc.oneof(reference, fc.constantFrom('text', 'map')), fc.boolean());
  const struct = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom([0, 2], [10, 1]) },
    { weight: 6, arbitrary: item.map(([body, left, right, parent, named]) => {
      const bytes = [body[0]! | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (named ? 0x20 : 0), ...(left ?? []), ...(right ?? [])];
      if (!left && !right) bytes.push(...(typeof parent === 'string' ? [1, parent.length, ...Buffer.from(parent)] : [0, ...parent]), ...(named ? [1, 107] : []));
      return [...bytes, ...body.slice(1)];
    }) },
  );
  const run = fc.tuple(id, clock, fc.array(struct, { minLength: 1, maxLength: 3 })).map(([client, from, structs]) => [structs.length, ...client, from, ...structs.flat()]);
  const deletes = fc.array(fc.tuple(id, clock, fc.integer({ min: 1, max: 3 })), { maxLength: 2 }).map((ranges) => [ranges.length, ...ranges.flatMap(([client, from, length]) => [...client, 1, from, length])]);
  const update = fc.tuple(fc.array(run, { maxLength: 2 }), deletes).map(([runs, deleted]) => Uint8Array.from([runs.length, ...runs.flat(), ...deleted]));
  return fc.array(update, { minLength: 5, maxLength: 15 });
}

const varUint = (value: number): number[] => (value < 0x80 ? [value] : [0x80 | (value & 0x7f), ...varUint(value >> 7)]);

describe('whatever bytes a connection sends', () => {
  it('[FZ1] no crash, no effect on others, never a poisoned log', async () => {
    siege = new Siege();
    await siege.start();
    const said = session();
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(said.length - 1), fc.array(fc.tuple(fc.nat(200), fc.nat(7)), { maxLength: 3 })).map(([which, flips]) => {
        const message = said[which]!.slice();
        for (const [at, bit] of flips) message[at % message.length]! ^= 1 << bit;
        return message;
      }),
      fc.tuple(fc.nat(said.length - 1), fc.nat(60)).map(([which, length]) => said[which]!.subarray(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 5, maxLength: 15 }), (messages) => siege.send(messages)),
      { numRuns: 60, seed: 1, endOnFailure: true },
    );
    await siege.holds();
    const { rejected, updatesStored, folds } = siege.stage.hub.metrics.counters;
    expect([rejected > 50, updatesStored > 50, folds > 0]).toEqual([true, true, true]);
    expect(siege.stage.problems).toEqual([]);
  });

  it('[FZ2] made by somebody who knows Yjs: refused or harmless', async () => {
    siege = new Siege();
    await siege.start();
    await fc.assert(
      fc.asyncProperty(fc.nat(4_000).chain(knowingly), (updates) => siege.send(updates.map(updateMessage))),
      { numRuns: 60, seed: 2, endOnFailure: true },
    );
    await siege.holds();
    expect(siege.stage.hub.metrics.counters.updatesStored).toBeGreaterThan(50);
    expect(siege.stage.problems).toEqual([]);
  });

  it('[FZ3] a connection that breaks the rules is the one that is closed', async () => {
    siege = new Siege();
    await siege.start();
    await siege.send([Uint8Array.of(0, 2, 3, 1, 1, 1)]);
    await eventually(() => siege.eveClosedWith !== undefined);
    expect(siege.eveClosedWith).toBe(CloseCode.rejected);
    await siege.holds();
  });
});
