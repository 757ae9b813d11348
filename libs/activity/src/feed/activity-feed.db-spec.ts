import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Actor, AUDIENCES } from '#libs/access';
import { type DocumentId, type EventId, type MeetingId, newId, type ProposalId, type UserId } from '#libs/kernel';
import { Meeting } from '#libs/meetings';
import { Config, type DomainEvent, EventDelivery, EventStream } from '#libs/platform';
import { Document, DocumentService, type Proposal, ProposalService, StageRules } from '#libs/proposals';
import { aDocument, proposalIn } from '#libs/proposals/testing';
import { plansOf, useWorld } from '#libs/testing';

import { ActivityFeed } from './activity-feed.js';
import { Activity } from './activity.entity.js';
import { activityPolicy } from './activity.policy.js';

const world = useWorld();
const documents = new DocumentService(world.database, world.outbox, world.clock);
const sharing = new ProposalService(world.database, world.outbox, world.clock, documents, new StageRules());
let delivery: EventDelivery;
let feed: ActivityFeed;
let author: Actor;
let colleague: Actor;
let guest: Actor;
let stranger: Actor;
let shared: Proposal;
let hidden: Proposal;
beforeAll(async () => {
  delivery = new EventDelivery(world.database, new EventStream(world.address), world.clock, Config.of({}));
  feed = new ActivityFeed(world.database, delivery);
  feed.onModuleInit();
  [author, colleague, guest] = [await world.person('researcher'), await world.person('researcher'), await world.person('guest')];
  stranger = await world.anotherGroup();
  shared = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId] });
  hidden = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], audience: 'authors' });
});

const record = async (type: string, ids: Record<string, string | null>): Promise<void> => {
  world.clock.advance({ seconds: 1 });
  await world.database.transaction((tx) => world.outbox.record(tx, { type, subject: `x:${newId()}`, groupId: world.groupId, actorId: author.userId, ...ids }));
  await delivery.deliverWaiting();
};
const typesFor = async (actor: Actor, proposalId: ProposalId | null = null): Promise<string[]> => (await feed.page(actor, {}, proposalId)).nodes.map(({ type }) => type);

describe('the feed', () => {
  it('tells whoever reads a thing what happened to it, the latest first, and nobody else', async () => {
    await record('proposal.created', { proposalId: shared.id, documentId: shared.documentId });
    await record('proposal.created', { proposalId: hidden.id, documentId: hidden.documentId });
    await record('thread.opened', { proposalId: shared.id, documentId: shared.documentId, threadId: newId(), kind: 'comment', severity: null });
    await record('venue.created', { venueId: newId(), proposalId: null });

    expect(await typesFor(author)).toEqual(['venue.created', 'thread.opened', 'proposal.created', 'proposal.created']);
    expect(await typesFor(colleague)).toEqual(['venue.created', 'thread.opened', 'proposal.created']);
    expect(await typesFor(stranger)).toEqual([]);
    expect(await typesFor(author, hidden.id)).toEqual(['proposal.created']);
  });

  it('tells a guest exactly of the one proposal that was shared with them', async () => {
    const page = await feed.page(guest, {}, null);
    expect(page.nodes.map(({ type }) => type)).toEqual(['thread.opened', 'proposal.created']);
    expect(new Set(page.nodes.map(({ proposalId }) => proposalId))).toEqual(new Set([shared.id]));
    await expect(feed.page(guest, {}, hidden.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is as open as its subject is now, not as it was when it happened', async () => {
    await sharing.share(author, hidden.id, 'named', [guest.userId]);
    expect(await typesFor(guest, hidden.id)).toContain('proposal.created');
    await sharing.share(author, hidden.id, 'authors', []);
    await expect(feed.page(guest, {}, hidden.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await feed.page(guest, {}, null)).nodes.map(({ proposalId }) => proposalId)).not.toContain(hidden.id);
  });

  it('tells of a meeting only those who may come to it', async () => {
    const notes = aDocument({ groupId: world.groupId, kind: 'meeting', audience: 'named', authorIds: [], readerIds: [author.userId], writers: 'readers' });
    await world.has(Document, notes);
    const meeting = Object.assign(new Meeting(), {
      id: newId<MeetingId>(), groupId: world.groupId, title: 'Friday', state: 'scheduled', startsAt: world.clock.now(), minutes: 60, timeZone: 'UTC',
      seriesKey: null, attendeeIds: [author.userId], facilitatorId: null, currentItemId: null, documentId: notes.id, startedAt: null, endedAt: null, createdAt: world.clock.now(),
    });
    await world.has(Meeting, meeting);
    await record('meeting.scheduled', { meetingId: meeting.id, proposalId: null });
    expect((await typesFor(author))[0]).toBe('meeting.scheduled');
    expect(await typesFor(colleague)).not.toContain('meeting.scheduled');
    expect(await feed.readableMeetings(author, [meeting.id])).toEqual([meeting.id]);
    for (const other of [colleague, guest, stranger]) expect(await feed.readableMeetings(other, [meeting.id])).toEqual([null]);
  });

  it('tells once what was delivered twice, and nothing of what is gone or is no news', async () => {
    const count = (): Promise<number> => world.database.read(Activity).countBy({});
    await delivery.deliverWaiting();
    const before = await count();
    const event: DomainEvent = { type: 'proposal.moved', subject: 'x:1', groupId: world.groupId, actorId: author.userId, proposalId: shared.id, from: 'draft', to: 'active' };
    const eventId = newId<EventId>();
    for (let times = 0; times < 2; times += 1) await world.database.transaction((tx) => feed.handle(tx, event, { eventId, at: world.clock.now() }));
    expect(await count()).toBe(before + 1);

    await record('thread.opened', { proposalId: newId(), documentId: newId() });
    await record('thread.opened', { proposalId: null, documentId: newId() });
    await record('meeting.ended', { meetingId: newId() });
    await record('comment.reacted', { proposalId: shared.id });
    expect(await count()).toBe(before + 1);
  });

  it('goes on page by page', async () => {
    const all = await feed.page(author, {}, null);
    const first = await feed.page(author, { first: 2 }, null);
    const second = await feed.page(author, { first: 100, after: first.endCursor }, null);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(all.nodes.map(({ id }) => id));
  });
});

describe('the right to an activity', () => {
  it('is the same for a row and for a list', async () => {
    const actors = [await world.person('lead'), colleague, guest, stranger];
    for (const actor of actors) {
      for (const audience of AUDIENCES) {
        for (const named of [{ authorIds: [actor.userId] }, { readerIds: [actor.userId] }, {}]) {
          const document = aDocument({ groupId: actor.groupId, audience, ...named });
          await world.has(Document, document);
          await world.has(Activity, activityIn(actor, document.id));
        }
      }
      await world.has(Activity, activityIn(actor, null));
    }
    const rows = await world.database.read(Activity).createQueryBuilder('a').leftJoinAndMapOne('a.document', Document, 'd', 'd.id = a.documentId').getMany();
    for (const actor of actors) {
      const listed = await world.database.read(Activity).find({ where: activityPolicy.visibleTo(actor) });
      expect(listed.map(({ id }) => id).sort()).toEqual(rows.filter((row) => activityPolicy.may.read(actor, row)).map(({ id }) => id).sort());
      const paged = await feed.page(actor, { first: 100 }, null);
      expect(paged.nodes.map(({ id }) => id).sort()).toEqual(listed.map(({ id }) => id).sort());
    }
  });
});

function activityIn({ groupId }: Actor, documentId: DocumentId | null): Activity {
  return Object.assign(new Activity(), {
    id: newId<EventId>(), groupId, type: 'venue.created', at: world.clock.now(), actorId: newId<UserId>(), documentId, proposalId: null,
    event: { type: 'venue.created', subject: 'x:1', groupId, actorId: null },
  });
}

describe('with 100,000 activities', () => {
  beforeAll(async () => {
    await world.dataSource.query(
      `WITH made AS (INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
         SELECT gen_random_uuid(), $1, 'loose', 'Document ' || n, 'group', ARRAY[gen_random_uuid()], '{}', 'authors', now() FROM generate_series(1, 10000) n RETURNING id)
       INSERT INTO activity (id, group_id, type, at, document_id, event)
       SELECT gen_random_uuid(), $1, 'document.created', now() - n * interval '1 second', id, '{}' FROM made, generate_series(1, 10) n`, [world.groupId]);
    await world.dataSource.query('ANALYZE');
  }, 60_000);

  it('no page reads the whole table, for nobody', async () => {
    for (const actor of [author, guest]) {
      for (const proposalId of [null, shared.id]) {
        const plans = await plansOf(world, async () => {
          const page = await feed.page(actor, { first: 1 }, proposalId);
          await feed.page(actor, { first: 50, after: page.endCursor }, proposalId);
        });
        expect(plans.length).toBeGreaterThanOrEqual(2);
        expect(plans.filter((plan) => /Seq Scan on (activity|document)\b/.test(plan))).toEqual([]);
      }
    }
  });
});
