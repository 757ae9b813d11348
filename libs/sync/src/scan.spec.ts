import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';

import { Malformed } from './bytes.js';
import { Clocks } from './clocks.js';
import { scanUpdate } from './scan.js';
import { seeded } from './testing/faults.js';

const LIMITS = { structsPerUpdate: 1_000, clientsPerUpdate: 10 };
const scan = (...bytes: number[]): ReturnType<typeof scanUpdate> => scanUpdate(Uint8Array.from(bytes), LIMITS);

/** Every kind of content that Yjs can write, in a document of two people. */
function everything(): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  one.on('update', (update: Uint8Array) => (updates.push(update), Y.applyUpdate(two, update)));
  const text = one.getText('text');
  text.insert(0, 'Grüße, 世界 🙂');
  text.format(0, 5, { bold: true, link: { href: 'https://example.org' } });
  text.insertEmbed(2, { image: 'a.png' });
  text.delete(1, 4);
  one.getArray('array').insert(0, [1, -1.5, 2 ** 40, 'a', null, true, false, { a: [undefined] }, Uint8Array.of(1, 2)]);
  one.getMap('map').set('nested', new Y.Map([['x', new Y.Array()]]));
  one.getXmlFragment('xml').insert(0, [new Y.XmlElement('p'), new Y.XmlText('x')]);
  one.getMap('map').set('hook', new Y.XmlHook('hook'));
  one.getMap('map').set('big', 2n ** 60n);
  one.getMap('map').set('doc', new Y.Doc({ guid: 'inner' }));
  two.on('update', (update: Uint8Array) => updates.push(update));
  two.getText('text').insert(3, 'two');
  updates.push(Y.encodeStateAsUpdate(two), Y.mergeUpdates(updates.slice(2, 5)), Y.diffUpdate(Y.encodeStateAsUpdate(two), Y.encodeStateVector(one)));
  return updates;
}

function wouldWait(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(copy, update);
  return copy.store.pendingStructs !== null || copy.store.pendingDs !== null;
}

describe('the scan', () => {
  it('[SC1] reads every kind of content that Yjs writes', () => {
    for (const update of everything()) expect(() => scanUpdate(update, LIMITS)).not.toThrow();
  });

  it('[SC1] finds the same clients, clocks and deletions as Yjs', () => {
    for (const update of everything()) {
      const found = scanUpdate(update, LIMITS);
      const { structs, ds } = Y.decodeUpdate(update);
      const ends = new Map<number, number>();
      for (const { id, length } of structs) ends.set(id.client, id.clock + length);
      expect(new Map(found.runs.map((run) => [run.client, run.to]))).toEqual(ends);
      const deletes = [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => ({ client, from: clock, to: clock + len })));
      expect(found.deletes).toEqual(deletes);
    }
  });

  it('[SC1] follows random editing as a document would: each update fits where Yjs applies it, and nowhere before', () => {
    const random = seeded(7);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 300; i++) {
      if (i % 50 === 49) doc.clientID = 1000 + i;
      const text = doc.getText('text');
      const at = Math.floor(random() * (text.length + 1));
      if (random() < 0.3 && at < text.length) text.delete(at, 1);
      else text.insert(at, 'ab');
    }
    const clocks = Clocks.empty();
    const mirror = new Y.Doc();
    for (const [i, update] of updates.entries()) {
      const found = scanUpdate(update, LIMITS);
      const afterIt = updates[i + 1] ?? update;
      expect(clocks.fit(scanUpdate(afterIt, LIMITS)) === 'gap').toBe(wouldWait(mirror, afterIt));
      expect(clocks.fit(found)).not.toBe('gap');
      clocks.advance(found.runs);
      Y.applyUpdate(mirror, update);
    }
    expect(Clocks.decode(Y.encodeStateVector(doc)).encode()).toHaveLength(clocks.encode().length);
    expect(clocks.fit(scanUpdate(Y.encodeStateAsUpdate(doc), LIMITS))).toBe('known');
  });

  it.each<[string, number[]]>([
    ['nothing at all', []],
    ['a byte too few', [0]],
    ['a byte too many', [0, 0, 0]],
    ['33 million structs in seven bytes', [1, 0xff, 0xff, 0xff, 0x0f, 1, 0]],
    ['a client twice', [2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0]],
    ['no content for a client', [1, 0, 1, 0, 0]],
    ['an empty string', [1, 1, 1, 0, 4, 1, 1, 97, 0, 0]],
    ['empty collected content', [1, 1, 1, 0, 0, 0, 0]],
    ['a deletion of nothing', [0, 1, 1, 1, 0, 0]],
    ['content of an unknown kind', [1, 1, 1, 0, 11, 1, 1, 97, 0]],
    ['flags on collected content', [1, 1, 1, 0, 0x80, 1, 0]],
    ['a parent that is neither name nor id', [1, 1, 1, 0, 4, 2, 1, 97, 1, 98, 0]],
    ['its own future as a neighbour', [1, 1, 1, 0, 0x84, 1, 0, 1, 97, 0]],
    ['text that is not UTF-8', [1, 1, 1, 0, 4, 1, 1, 97, 1, 0xff, 0]],
    ['an embed that is not JSON', [1, 1, 1, 0, 5, 1, 1, 97, 1, 123, 0]],
    ['a type that does not exist', [1, 1, 1, 0, 7, 1, 1, 97, 9, 0]],
    ['a value of unknown type', [1, 1, 1, 0, 8, 1, 1, 97, 1, 3, 0]],
    ['an integer beyond 2^53', [1, 1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0]],
    ['a subdocument whose options are no object', [1, 1, 1, 0, 9, 1, 1, 97, 1, 98, 126, 0]],
  ])('[SC2] refuses %s', (_what, bytes) => {
    expect(() => scan(...bytes)).toThrow(Malformed);
  });

  it('[SC2] refuses JSON and values nested so deeply that walking them would overflow', () => {
    const nested = (text: string): number[] => [1, 1, 1, 0, 5, 1, 1, 97, 0x80 | (text.length & 0x7f), text.length >> 7, ...Buffer.from(text), 0];
    expect(() => scan(...nested(`${'['.repeat(60)}1${']'.repeat(60)} `.padEnd(200)))).not.toThrow();
    expect(() => scan(...nested(`${'['.repeat(90)}1${']'.repeat(90)} `.padEnd(200)))).toThrow(Malformed);
    expect(() => scan(1, 1, 1, 0, 8, 1, 1, 97, 1, ...new Array<number[]>(90).fill([117, 1]).flat(), 126, 0)).toThrow(Malformed);
  });

  it('[SC2] refuses an update cut anywhere, and one with anything behind it', () => {
    for (const update of everything()) {
      for (let length = 0; length < update.length; length++) expect(() => scanUpdate(update.subarray(0, length), LIMITS)).toThrow(Malformed);
      expect(() => scanUpdate(Uint8Array.of(...update, 0), LIMITS)).toThrow(Malformed);
    }
  });

  it('[SC2] lets nothing through that Yjs cannot decode', () => {
    const some = everything();
    const spoilt = fc.tuple(fc.nat(some.length - 1), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(spoilt, ([which, changes]) => {
        const update = some[which]!.slice();
        for (const [at, byte] of changes) update[at % update.length] = byte;
        let accepted = true;
        try {
          scanUpdate(update, LIMITS);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
          accepted = false;
        }
        if (accepted) expect(() => Y.decodeUpdate(update)).not.toThrow();
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('[SC3] counts clients and structs against the limits', () => {
    const doc = new Y.Doc();
    for (let client = 1; client <= 11; client++) {
      doc.clientID = client;
      doc.getText('text').insert(0, 'x');
    }
    expect(() => scanUpdate(Y.encodeStateAsUpdate(doc), LIMITS)).toThrow('too many clients');
    expect(() => scanUpdate(Y.encodeStateAsUpdate(doc), { ...LIMITS, clientsPerUpdate: 11 })).not.toThrow();
    expect(() => scanUpdate(Y.encodeStateAsUpdate(doc), { structsPerUpdate: 10, clientsPerUpdate: 11 })).toThrow('too much');
  });

  it('[SC4] places content after a hole where the hole ends', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of 'abc') doc.getText('text').insert(0, letter);
    const holed = scanUpdate(Y.mergeUpdates([updates[0]!, updates[2]!]), LIMITS);
    expect(holed.runs).toEqual([{ client: doc.clientID, from: 2, to: 3 }]);
    expect(Clocks.empty().fit(holed)).toBe('gap');
  });
});
