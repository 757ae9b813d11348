import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel';
import type { BusMessage } from '#libs/sync';
import { busContract, eventually } from '#libs/sync/testing';
import { useWorld } from '#libs/testing';

import { NotifyBus } from './notify-bus.js';
import { PostgresUpdateLog, poolForLog } from './postgres-update-log.js';
import { roomOf } from './room-name.js';

const world = useWorld();

describe('the bus of PostgreSQL', () => {
  let here: NotifyBus;
  let there: NotifyBus;
  let log: PostgresUpdateLog;

  beforeAll(async () => {
    log = new PostgresUpdateLog(poolForLog(world.address.url, 1));
    [here, there] = [new NotifyBus(world.address.url, world.database, log), new NotifyBus(world.address.url, world.database, log)];
    await Promise.all([here, there].map((bus) => bus.onApplicationBootstrap()));
  });
  afterAll(async () => {
    await Promise.all([here, there].map((bus) => bus.onApplicationShutdown()));
    await log.onApplicationShutdown();
  });

  busContract(async () => [here, there]);

  it('tells more rooms at once than one notification can carry', async () => {
    const rooms = Array.from({ length: 300 }, () => roomOf({ id: newId(), groupId: world.groupId }));
    const heard = new Set<string>();
    for (const room of rooms) there.subscribe(room, () => heard.add(room));
    for (const room of rooms) here.publish(room, { kind: 'committed', position: 1, updates: [] });
    await eventually(() => heard.size === rooms.length);
  });

  it('finds what was never told', async () => {
    const room = roomOf({ id: newId(), groupId: world.groupId });
    const heard: BusMessage[] = [];
    there.subscribe(room, (message) => heard.push(message));
    // As by a process that died between its commit and its word.
    await log.appendMany([{ room, updates: [{ author: newId(), data: Buffer.from('x') }] }]);
    await eventually(() => heard.length > 0);
    expect(heard[0]).toEqual({ kind: 'committed', position: 1, updates: [] });
  });
});
