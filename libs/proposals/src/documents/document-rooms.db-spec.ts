import { beforeAll, describe, expect, it } from '@jest/globals';

import { RoomKinds } from '#libs/collaboration';
import { type DocumentId, newId } from '#libs/kernel';
import { useWorld } from '#libs/testing';

import { aDocument } from '../testing/index.js';
import { Document } from './document.entity.js';
import { DocumentRooms } from './document-rooms.js';

describe('the rooms of documents', () => {
  const world = useWorld();
  const kinds = new RoomKinds();
  const [author, member, guest, namedGuest] = [world.someone(), world.someone(), world.someone('guest'), world.someone('guest')];
  const shared = aDocument({ groupId: world.groupId, authorIds: [author.userId], readerIds: [namedGuest.userId] });
  const locked = aDocument({ groupId: world.groupId, authorIds: [author.userId], lockedAt: new Date() });
  const notes = aDocument({ groupId: world.groupId, kind: 'meeting', authorIds: [author.userId], writers: 'readers' });

  beforeAll(async () => {
    new DocumentRooms(world.database, kinds).onModuleInit();
    await world.has(Document, shared, locked, notes);
  });

  it('are written by whoever may write the document, read by whoever may read it, and there for nobody else', async () => {
    const ask = (id: DocumentId) => kinds.authorize([author, member, guest, namedGuest].map((actor) => ({ actor, documentId: id })));
    expect(await ask(shared.id)).toEqual(['write', 'read', 'none', 'read']);
    expect(await ask(locked.id)).toEqual(['read', 'read', 'none', 'none']);
    expect(await ask(notes.id)).toEqual(['write', 'write', 'none', 'none']);
  });

  it('look the same to another group as rooms that are not there', async () => {
    const stranger = await world.anotherGroup();
    expect(await kinds.authorize([shared.id, newId<DocumentId>()].map((documentId) => ({ actor: stranger, documentId })))).toEqual(['none', 'none']);
  });
});
