import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';

import type { Permitted } from '#libs/access';
import { useWorld } from '#libs/testing';

import { DomainEventRow } from '../events/outbox.js';
import type { Tx } from './database.js';

const world = useWorld();

const rename = 'UPDATE research_group SET name = $2 WHERE id = $1';
const nameOf = async (id: string): Promise<string | undefined> => (await world.database.sql<{ name: string }>('SELECT name FROM research_group WHERE id = $1', [id]))[0]?.name;

describe('writing', () => {
  it('takes a row that may be changed, and does not compile for one that may only be read, or that no policy has seen', () => {
    const write = async (tx: Tx, changeable: Permitted<DomainEventRow, 'edit'>, readable: Permitted<DomainEventRow, 'read'>, unseen: DomainEventRow): Promise<void> => {
      await tx.save(DomainEventRow, changeable);
      // @ts-expect-error: the right to read is not one to write
      await tx.save(DomainEventRow, readable);
      // @ts-expect-error: nobody has asked
      await tx.remove(DomainEventRow, unseen);
    };
    // The compiler is what is tested; where it is silent, `tsc` fails.
    expect(write).toBeInstanceOf(Function);
  });
});

describe('a transaction', () => {
  // What fails after the commit is written to the log, which nobody reads here.
  beforeAll(() => Logger.overrideLogger(false));

  it('acts on the world once its rows are durable, and not at all when it is rolled back', async () => {
    const seen: (string | undefined)[] = [];
    await world.database.transaction(async (tx) => {
      tx.afterCommit(async () => void seen.push(await nameOf(world.groupId)));
      await tx.sql(rename, [world.groupId, 'Renamed']);
    });
    await expect(world.database.transaction(async (tx) => {
      tx.afterCommit(async () => void seen.push('never'));
      throw new Error('rolled back');
    })).rejects.toThrow('rolled back');
    expect(seen).toEqual(['Renamed']);
  });

  it('does not fail for what fails after its commit, nor keep the rest from happening', async () => {
    let happened = false;
    await world.database.transaction(async (tx) => {
      await tx.sql(rename, [world.groupId, 'Kept']);
      tx.afterCommit(() => Promise.reject(new Error('no mail today')));
      tx.afterCommit(async () => void (happened = true));
    });
    expect([await nameOf(world.groupId), happened]).toEqual(['Kept', true]);
  });

  it('runs again as a whole when it and another wait for each other', async () => {
    const other = (await world.anotherGroup()).groupId;
    let [runs, atTheDoor] = [0, 0];
    let open: () => void = () => undefined;
    const bothInside = new Promise<void>((resolve) => (open = resolve));
    const crossing = (first: string, second: string): Promise<void> =>
      world.database.transaction(async (tx) => {
        runs += 1;
        await tx.sql(rename, [first, 'Crossed']);
        if (++atTheDoor === 2) open();
        await bothInside;
        await tx.sql(rename, [second, 'Crossed']);
      });
    await Promise.all([crossing(world.groupId, other), crossing(other, world.groupId)]);
    expect(runs).toBe(3);
  });
});
