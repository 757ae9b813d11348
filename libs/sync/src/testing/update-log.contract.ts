import { beforeEach, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import { newId, type UserId } from '#libs/kernel';

import { fold } from '../fold.js';
import type { NewRow, RoomName, UpdateLog } from '../update-log.js';

/** The rules of SPEC.md section UL. Every implementation runs them. `aRoom` makes a room that nobody has written to. */
export function updateLogContract(make: () => Promise<UpdateLog>, aRoom: () => Promise<RoomName> = async () => newId() as string as RoomName): void {
  describe('update log', () => {
    const [ada, grace] = [newId<UserId>(), newId<UserId>()];
    let log: UpdateLog;
    let room: RoomName;
    const row = (of: RoomName, ...texts: string[]): NewRow => ({ room: of, updates: texts.map((text) => ({ author: ada, data: typed(text) })) });

    beforeEach(async () => {
      log = await make();
      room = await aRoom();
    });

    it('[UL1] numbers the rows of each room from 1 without gaps', async () => {
      const other = await aRoom();
      expect(await log.appendMany([row(room, 'a'), row(other, 'x')])).toEqual([1, 1]);
      expect(await log.appendMany([row(other, 'y'), row(room, 'b', 'c')])).toEqual([2, 2]);
      expect(await log.appendMany([])).toEqual([]);
    });

    it('[UL1] numbers without gaps when several write at once', async () => {
      const positions = await Promise.all([...'abcdefgh'].map((letter) => log.appendMany([row(room, letter)])));
      expect(positions.flat().sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('[UL2] gives back what was written, byte for byte, and only what is new', async () => {
      await log.appendMany([row(room, 'a')]);
      await log.appendMany([row(room, 'b', 'c')]);
      const second = { position: 2, updates: [typed('b'), typed('c')].map(plain) };
      expect(await contents(room, 0)).toEqual({ base: null, rows: [{ position: 1, updates: [plain(typed('a'))] }, second] });
      expect(await contents(room, 1)).toEqual({ base: null, rows: [second] });
      expect(await contents(room, 2)).toEqual({ base: null, rows: [] });
    });

    it('[UL2] shows an empty room, and nothing of another', async () => {
      await log.appendMany([row(await aRoom(), 'x')]);
      expect(await contents(room, 0)).toEqual({ base: null, rows: [] });
    });

    it('[UL3] reading starts at the base, and appends that raced it are kept', async () => {
      for (const letter of 'abc') await log.appendMany([row(room, letter)]);
      const before = await log.read(room, 0);
      await log.appendMany([row(room, 'd')]);
      const { base } = fold(before.base, before.rows);
      await log.fold(room, base, []);

      const after = await log.read(room, 0);
      expect(after.base?.upTo).toBe(3);
      expect(plain(after.base!.data)).toEqual(plain(base.data));
      expect(plain(after.base!.stateVector)).toEqual(plain(base.stateVector));
      expect(after.rows.map((one) => one.position)).toEqual([4]);
      expect([...textOf(after)].sort()).toEqual(['a', 'b', 'c', 'd']);
      expect((await log.appendMany([row(room, 'e')]))[0]).toBe(5);
    });

    it('[UL3] a reader behind the base gets it, one beyond it does not', async () => {
      for (const letter of 'abc') await log.appendMany([row(room, letter)]);
      const before = await log.read(room, 0);
      await log.fold(room, fold(null, before.rows.slice(0, 2)).base, []);
      expect((await log.read(room, 1)).base?.upTo).toBe(2);
      expect((await log.read(room, 1)).rows.map((one) => one.position)).toEqual([3]);
      expect((await log.read(room, 2)).base).toBeNull();
    });

    it('[UL3] a base that reaches no further than the present one changes nothing', async () => {
      for (const letter of 'abc') await log.appendMany([row(room, letter)]);
      const { rows } = await log.read(room, 0);
      await log.fold(room, fold(null, rows).base, []);
      await log.fold(room, fold(null, rows.slice(0, 2)).base, []);
      await log.fold(room, fold(null, rows).base, []);
      expect((await log.read(room, 0)).base?.upTo).toBe(3);
      expect((await log.read(room, 0)).rows).toEqual([]);
    });

    it('[UL4] a client id belongs to whoever claims it first, in this room only', async () => {
      expect(await log.claim(room, [1, 2], ada)).toEqual(new Map([[1, ada], [2, ada]]));
      expect(await log.claim(room, [2, 4_294_967_295], grace)).toEqual(new Map([[2, ada], [4_294_967_295, grace]]));
      expect(await log.claim(await aRoom(), [1], grace)).toEqual(new Map([[1, grace]]));
    });

    it('[UL4] of two who claim at once exactly one gets it', async () => {
      const answers = await Promise.all([ada, grace, ada, grace].map((user) => log.claim(room, [7], user)));
      expect(new Set(answers.map((owners) => owners.get(7))).size).toBe(1);
    });

    const contents = async (of: RoomName, after: number): Promise<unknown> => {
      const { base, rows } = await log.read(of, after);
      return { base, rows: rows.map(({ position, updates }) => ({ position, updates: updates.map(plain) })) };
    };
  });
}

/** Drivers give their own kinds of byte array. */
const plain = (bytes: Uint8Array): number[] => [...bytes];

/** One letter under the client id of its own, so that the same text is the same bytes. */
function typed(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = text.charCodeAt(0);
  doc.getText().insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

function textOf({ base, rows }: Awaited<ReturnType<UpdateLog['read']>>): string {
  const doc = new Y.Doc();
  if (base !== null) Y.applyUpdate(doc, base.data);
  for (const { updates } of rows) for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText().toString();
}
