import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { Config, EventDelivery, EventStream } from '#libs/platform';
import { plansOf, useWorld } from '#libs/testing';

import { Proposal } from '../proposal.entity.js';
import { aDocument, proposalIn } from '../testing/index.js';
import { DocumentEdits } from './document-edits.js';
import { Document } from './document.entity.js';
import { documentPolicy, requireDocument } from './document.policy.js';
import { DocumentService } from './document.service.js';

const world = useWorld();
const documents = new DocumentService(world.database, world.outbox, world.clock);

let author: Actor, colleague: Actor, guest: Actor, stranger: Actor;
beforeAll(async () => {
  [author, colleague, guest, stranger] = [await world.person(), await world.person(), await world.person('guest'), await world.anotherGroup()];
});

describe('a loose document', () => {
  it('is written by all who read it: the group, unless said otherwise', async () => {
    const document = await documents.createLoose(author, { title: ' Reading list ', readerIds: [guest.userId] });
    expect(document).toMatchObject({ kind: 'loose', title: 'Reading list', audience: 'group', authorIds: [author.userId], readerIds: [guest.userId] });
    expect([author, colleague, guest].map((actor) => documentPolicy.may.write(actor, document))).toEqual([true, true, true]);
    await expect(requireDocument(world.database, stranger, 'read', document.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is renamed by whoever writes it, and is not begun by guests', async () => {
    const { id } = await documents.createLoose(author, { title: 'Ideas', audience: 'named', readerIds: [guest.userId] });
    world.clock.advance({ minutes: 1 });
    expect(await documents.rename(guest, id, 'Better ideas')).toMatchObject({ title: 'Better ideas', updatedAt: world.clock.now() });
    await expect(documents.rename(colleague, id, 'Mine')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(documents.rename(author, id, '')).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'title' } });
    await expect(documents.createLoose(guest, { title: 'Mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await world.events()).slice(-2)).toEqual(['document.created', 'document.renamed']);
  });

  it('is listed to those who read it, the latest changed first, page by page, without the documents of proposals', async () => {
    const lead = await world.anotherGroup();
    for (const title of ['one', 'two', 'three']) {
      world.clock.advance({ minutes: 1 });
      await documents.createLoose(lead, { title });
    }
    await documents.createLoose(stranger, { title: 'elsewhere' });
    await proposalIn(world, { groupId: lead.groupId, authorIds: [lead.userId] });
    const first = await documents.loose(lead, { first: 2 });
    const second = await documents.loose(lead, { first: 2, after: first.endCursor });
    expect([first, second].map(({ nodes }) => nodes.map(({ title }) => title))).toEqual([['three', 'two'], ['one']]);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect((await documents.loose({ ...lead, userId: guest.userId, role: 'guest' }, {})).nodes).toEqual([]);
  });

  it('is found without reading the table', async () => {
    await world.database.sql(
      `INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
       SELECT gen_random_uuid(), $1, CASE WHEN n % 3 = 0 THEN 'proposal' ELSE 'loose' END, 'x', CASE WHEN n % 2 = 0 THEN 'group' ELSE 'named' END, ARRAY[md5('a' || n % 90)::uuid],
              CASE WHEN n % 1000 = 1 THEN ARRAY[$2::uuid] ELSE ARRAY[]::uuid[] END, 'readers', timestamptz '2026-01-01' + n * interval '1 minute' FROM generate_series(1, 20000) n`,
      [world.groupId, guest.userId],
    );
    await world.database.sql('ANALYZE document');
    for (const actor of [colleague, guest]) {
      const page = await documents.loose(actor, {});
      const plans = await plansOf(world, () => documents.loose(actor, { after: page.endCursor }));
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((plan) => plan.includes('Seq Scan on document'))).toEqual([]);
    }
  });
});

describe('the document of a proposal', () => {
  it('is commented by its readers, written by its authors, and called what the proposal is called', async () => {
    const { documentId } = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId] });
    await requireDocument(world.database, colleague, 'comment', documentId);
    await expect(requireDocument(world.database, colleague, 'write', documentId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(documents.rename(author, documentId, 'Another')).rejects.toMatchObject({ code: 'TITLE_FOLLOWS_OWNER' });
  });

  it('is moved to the top of the lists, with its proposal, when somebody writes in it; never back', async () => {
    const proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId] });
    const delivery = new EventDelivery(world.database, new EventStream(world.address), world.clock, Config.of({}));
    new DocumentEdits(delivery).onModuleInit();
    const edited = () => world.database.transaction((tx) => world.outbox.record(tx, {
      type: 'document.edited', subject: `document:${proposal.documentId}`, groupId: world.groupId, actorId: author.userId, documentId: proposal.documentId,
    }));
    world.clock.advance({ hours: 1 });
    const at = world.clock.now();
    await edited();
    await delivery.deliverWaiting();
    world.clock.advance({ hours: -2 });
    await edited();
    await delivery.deliverWaiting();
    expect((await world.database.read(Proposal).findOneByOrFail({ id: proposal.id })).updatedAt).toEqual(at);
    expect((await world.database.read(Document).findOneByOrFail({ id: proposal.documentId })).updatedAt).toEqual(at);
  });
});

describe('the rights of a document', () => {
  it('follow its owner, and a lock stays until its owner takes it off', async () => {
    const document = aDocument({ groupId: world.groupId, kind: 'meeting', authorIds: [], writers: 'readers' });
    await world.has(Document, document);
    const rights = { audience: 'named', authorIds: [], readerIds: [guest.userId], writers: 'readers' } as const;
    const set = (more: { lockedAt?: Date | null } = {}) => world.database.transaction((tx) => documents.setRights(tx, document.id, { ...rights, ...more }));
    await set({ lockedAt: world.clock.now() });
    await set();
    await expect(requireDocument(world.database, guest, 'write', document.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await set({ lockedAt: null });
    await requireDocument(world.database, guest, 'write', document.id);
    await expect(requireDocument(world.database, colleague, 'read', document.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await world.events()).slice(-3)).toEqual(['document.rights_changed', 'document.rights_changed', 'document.rights_changed']);
  });
});
