import { describe, expect, it } from '@jest/globals';

import { type GroupId, newId, notFound } from '#libs/kernel';

import { DatabaseAddress } from '../database/database-address.js';
import { EventStream } from './event-stream.js';
import type { DomainEvent } from './outbox.js';

const happened = (type: string): DomainEvent => ({ type, subject: 'x:1', groupId: newId<GroupId>(), actorId: null });

/** Tells what PostgreSQL would. */
class SpokenTo extends EventStream {
  constructor() {
    super(new DatabaseAddress('postgres://localhost/nowhere'));
  }

  say(type: string): void {
    this.tell(JSON.stringify(happened(type)));
  }
}

describe('following events', () => {
  it('sees what was picked, in order, also what came before it was asked for', async () => {
    const events = new SpokenTo();
    const seen = events.follow(({ type }) => type !== 'unwanted', async ({ type }) => `saw ${type}`);
    for (const type of ['a', 'unwanted', 'b']) events.say(type);
    expect([await seen.next(), await seen.next()]).toEqual([{ value: 'saw a', done: false }, { value: 'saw b', done: false }]);
  });

  it('lets go at once of whoever leaves while nothing happens', async () => {
    const events = new SpokenTo();
    let asked = 0;
    const seen = events.follow(() => ++asked > 0, async () => 'something');
    const waiting = seen.next();
    await seen.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    events.say('later');
    expect(asked).toBe(0);
  });

  it.each([
    ['ends when there is nothing to see any more', notFound('Thing', '1'), { value: undefined, done: true }],
    ['fails when looking does', new Error('away'), new Error('away')],
  ])('%s, and stops listening', async (_rule, error, outcome) => {
    const events = new SpokenTo();
    let asked = 0;
    const seen = events.follow(() => ++asked > 0, () => Promise.reject(error));
    events.say('a');
    expect(await seen.next().catch((failure: unknown) => failure)).toEqual(outcome);
    events.say('b');
    expect(asked).toBe(1);
  });
});
