import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type DocumentId, newId, type UserId } from '#libs/kernel';
import { DomainEventRow } from '#libs/platform';
import type { NewRow } from '#libs/sync';
import { turn } from '#libs/sync/testing';
import { useWorld } from '#libs/testing';

import { EditAnnouncer } from './edit-announcer.js';
import { roomOf } from './room-name.js';

const QUIET_MS = 50;

describe('announcing that a document is written', () => {
  const world = useWorld();
  const [ada, grace] = [newId<UserId>(), newId<UserId>()];
  let document: DocumentId;
  let announcer: EditAnnouncer;

  beforeEach(() => {
    document = newId();
    announcer = new EditAnnouncer(world.database, world.outbox, QUIET_MS);
  });
  afterEach(() => announcer.flush());

  const stored = (author: UserId): NewRow => ({ room: roomOf({ id: document, groupId: world.groupId }), updates: [{ author, data: Buffer.from('x') }] });
  /** Who was named, in the order of telling. */
  const told = async (): Promise<(UserId | null)[]> =>
    (await world.database.read(DomainEventRow).find({ where: { subject: `document:${document}` }, order: { position: 'ASC' } })).map(({ event }) => event.actorId);
  const tolds = async (count: number): Promise<void> => {
    while ((await told()).length < count) await turn();
  };

  it('tells of the first change at once, and of all that follow together, naming who wrote last', async () => {
    announcer.stored([stored(ada)]);
    announcer.stored([stored(ada)]);
    announcer.stored([stored(grace)]);
    await tolds(2);
    expect(await told()).toEqual([ada, grace]);
  });

  it('tells of what is still untold when the server stops', async () => {
    announcer = new EditAnnouncer(world.database, world.outbox);
    announcer.stored([stored(ada)]);
    await tolds(1);
    announcer.stored([stored(grace)]);
    await announcer.flush();
    await announcer.flush();
    expect(await told()).toEqual([ada, grace]);
  });

  it('tells of each document by itself, as an event of its group', async () => {
    const other = { ...stored(grace), room: roomOf({ id: newId(), groupId: world.groupId }) };
    announcer.stored([stored(ada), other]);
    await tolds(1);
    const [row] = await world.database.read(DomainEventRow).findBy({ subject: `document:${document}` });
    expect(row!.event).toEqual({ type: 'document.edited', subject: `document:${document}`, groupId: world.groupId, actorId: ada, documentId: document });
  });
});
