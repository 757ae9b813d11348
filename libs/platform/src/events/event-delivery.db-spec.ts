import { describe, expect, it } from '@jest/globals';

import { Config, type DomainEvent, EventDelivery, EventStream } from '#libs/platform';
import { useWorld } from '#libs/testing';

const world = useWorld();

const happened = (subject: string, type: string): DomainEvent => ({ type, subject, groupId: world.groupId, actorId: null });
const record = (...events: DomainEvent[]): Promise<void> =>
  world.database.transaction(async (tx) => {
    for (const event of events) await world.outbox.record(tx, event);
  });
const delivery = (): EventDelivery =>
  new EventDelivery(world.database, new EventStream(world.address), world.clock, Config.of({}));

describe('delivery of events', () => {
  it('tells every handler in order, once', async () => {
    const heard: string[] = [];
    const worker = delivery();
    for (const name of ['a', 'b']) worker.register({ name, handle: async (_tx, event) => void heard.push(`${name}:${event.type}`) });
    await record(happened('x:1', 'first'), happened('x:1', 'second'));

    await worker.deliverWaiting();
    await worker.deliverWaiting();
    expect(heard).toEqual(['a:first', 'b:first', 'a:second', 'b:second']);
  });

  it('holds back a subject whose event failed, and nobody else, until it is due again', async () => {
    const heard: string[] = [];
    let broken = true;
    const worker = delivery();
    worker.register({
      name: 'fragile',
      handle: async (_tx, event) => {
        if (event.type === 'hard' && broken) throw new Error('not now');
        heard.push(event.type);
      },
    });
    await record(happened('y:1', 'hard'), happened('y:1', 'after'), happened('y:2', 'other'));

    await worker.deliverWaiting();
    expect(heard).toEqual(['other']);

    broken = false;
    await worker.deliverWaiting();
    expect(heard).toEqual(['other']);

    world.clock.advance({ seconds: 5 });
    await worker.deliverWaiting();
    expect(heard).toEqual(['other', 'hard', 'after']);
  });

  it('reaches others behind a subject of which more is held back than is looked at', async () => {
    const heard: string[] = [];
    const worker = delivery();
    worker.register({
      name: 'fragile',
      handle: async (_tx, event) => {
        if (event.subject === 'busy:1') throw new Error('never');
        heard.push(event.type);
      },
    });
    await world.database.sql(
      `INSERT INTO domain_event (id, group_id, subject, event) SELECT gen_random_uuid(), $1, 'busy:1', $2 FROM generate_series(1, 1200)`,
      [world.groupId, JSON.stringify(happened('busy:1', 'stuck'))],
    );
    await record(happened('quiet:1', 'heard'));

    await worker.deliverWaiting();
    expect(heard).toEqual(['heard']);
  });

  it('is not told what was rolled back', async () => {
    const heard: string[] = [];
    const worker = delivery();
    worker.register({ name: 'ear', handle: async (_tx, event) => void heard.push(event.type) });
    await expect(world.database.transaction(async (tx) => {
      await world.outbox.record(tx, happened('z:1', 'undone'));
      throw new Error('rolled back');
    })).rejects.toThrow('rolled back');

    await worker.deliverWaiting();
    expect(heard).toEqual([]);
  });
});
