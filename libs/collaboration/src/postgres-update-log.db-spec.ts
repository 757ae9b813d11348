import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId, type UserId } from '#libs/kernel';
import { decodeRow, type RoomName } from '#libs/sync';
import { updateLogContract } from '#libs/sync/testing';
import { useWorld } from '#libs/testing';

import { PostgresUpdateLog, poolForLog } from './postgres-update-log.js';
import { documentIn, roomOf } from './room-name.js';

const world = useWorld();
let log: PostgresUpdateLog;

beforeAll(() => {
  log = new PostgresUpdateLog(poolForLog(world.address.url, 2));
});
afterAll(() => log.onApplicationShutdown());

const aRoom = (): RoomName => roomOf({ id: newId(), groupId: world.groupId });

updateLogContract(async () => log, async () => aRoom());

describe('the log in PostgreSQL', () => {
  const [ada, grace] = [newId<UserId>(), newId<UserId>()];
  const bytes = (text: string): Uint8Array => Buffer.from(text);

  it('keeps who wrote what, and when, also of what is folded', async () => {
    const room = aRoom();
    await log.appendMany([{ room, updates: [{ author: ada, data: bytes('a') }, { author: grace, data: bytes('b') }] }]);
    await log.fold(room, { upTo: 1, stateVector: bytes('v'), data: bytes('ab') }, []);

    const [row] = await world.database.sql<{ data: Buffer; group_id: string; recorded_at: Date }>(
      'SELECT data, group_id, recorded_at FROM document_update WHERE document_id = $1', [documentIn(room).id]);
    expect(decodeRow(row!.data).map(({ author, data }) => [author, String(Buffer.from(data))])).toEqual([[ada, 'a'], [grace, 'b']]);
    expect(row!.group_id).toBe(world.groupId);
    expect(row!.recorded_at).toBeInstanceOf(Date);
  });

  it('notes what a fold left out, once', async () => {
    const room = aRoom();
    await log.appendMany([{ room, updates: [{ author: ada, data: bytes('?') }] }]);
    const base = { upTo: 1, stateVector: bytes('v'), data: bytes('') };
    await log.fold(room, base, [{ position: 1, index: 0, reason: 'not Yjs' }]);
    await log.fold(room, base, [{ position: 1, index: 0, reason: 'not Yjs' }]);

    expect(await world.database.sql('SELECT position, index, reason FROM document_quarantine WHERE document_id = $1', [documentIn(room).id]))
      .toEqual([{ position: '1', index: 0, reason: 'not Yjs' }]);
  });

  it('stores nothing of a batch of which one row cannot be stored', async () => {
    const [good, bad] = [aRoom(), 'no-group/no-document' as RoomName];
    const updates = [{ author: ada, data: bytes('a') }];
    await expect(log.appendMany([{ room: good, updates }, { room: bad, updates }])).rejects.toThrow();
    expect((await log.read(good, 0)).rows).toEqual([]);
  });

  it('writes the same rooms from two sides at once, in any order, without a deadlock', async () => {
    const rooms = Array.from({ length: 20 }, aRoom);
    const write = (order: RoomName[]): Promise<readonly number[]> => log.appendMany(order.map((room) => ({ room, updates: [{ author: ada, data: bytes('x') }] })));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => write(i % 2 === 0 ? rooms : [...rooms].reverse())));
    expect(answers.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => Array.from(rooms, () => i + 1)).flat());
    expect(await log.positions([rooms[0]!, aRoom()])).toEqual(new Map([[rooms[0], 10]]));
  });
});
