import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { ThreadId } from '#libs/kernel';
import { Document, type Proposal } from '#libs/proposals';
import { aDocument, proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { CommentService } from './comments/comment.service.js';
import { ThreadService } from './thread.service.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);

let author: Actor;
let reviewer: Actor;
let lead: Actor;
let guest: Actor;
let stranger: Actor;
let shared: Proposal;
let hidden: Proposal;
beforeAll(async () => {
  author = await world.person('researcher', 'Rose Silva');
  reviewer = await world.person('researcher', 'Rui Vidal');
  lead = await world.person('lead', 'Lea Deng');
  guest = await world.person('guest', 'Gil Ek');
  stranger = await world.anotherGroup();
  shared = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId] });
  hidden = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], audience: 'authors' });
});

const eventsOf = async (id: ThreadId): Promise<string[]> =>
  (await world.database.sql<{ type: string }>(`SELECT event->>'type' AS type FROM domain_event WHERE subject = $1 ORDER BY position`, [`thread:${id}`]))
    .map(({ type }) => type);
const anchor = { documentId: '' as Document['id'], start: 'AQID', end: 'AQIE', quote: 'improves accuracy', prefix: 'the head ', suffix: ' by 1.08' };
const concern = { kind: 'concern', severity: 'major', body: 'Was seed 4 run with the old schedule?' } as const;

describe('opening a thread', () => {
  it('is for whoever reads the proposal, also a guest who cannot write it', async () => {
    for (const actor of [author, reviewer, lead, guest]) {
      const thread = await threads.open(actor, { proposalId: shared.id, kind: 'question', body: 'Is 20 the value of the sweep?' });
      expect(thread).toMatchObject({ proposalId: shared.id, documentId: shared.documentId, state: 'open', raisedById: actor.userId, severity: null });
      expect(await eventsOf(thread.id)).toEqual(['thread.opened']);
    }
  });

  it('on a range keeps the words that it is about, and knows the proposal by its document', async () => {
    const thread = await threads.open(reviewer, { documentId: shared.documentId, ...concern, anchor: { ...anchor, documentId: shared.documentId } });
    expect(await threads.one(author, thread.id)).toMatchObject({ proposalId: shared.id, anchor: { quote: 'improves accuracy', prefix: 'the head ' }, severity: 'major' });
  });

  it('works on a loose document, which no proposal owns', async () => {
    const notes = aDocument({ groupId: world.groupId, kind: 'loose', authorIds: [author.userId], writers: 'readers' });
    await world.has(Document, notes);
    expect(await threads.open(reviewer, { documentId: notes.id, kind: 'comment', body: 'Nice.' })).toMatchObject({ proposalId: null, documentId: notes.id });
  });

  it.each([
    ['a proposal that one may not read', () => ({ proposalId: hidden.id, kind: 'comment', body: 'x' }) as const, 'NOT_FOUND'],
    ['its document', () => ({ documentId: hidden.documentId, kind: 'comment', body: 'x' }) as const, 'NOT_FOUND'],
    ['nothing', () => ({ kind: 'comment', body: 'x' }) as const, 'ONE_SUBJECT'],
    ['two things at once', () => ({ proposalId: shared.id, documentId: shared.documentId, kind: 'comment', body: 'x' }) as const, 'ONE_SUBJECT'],
    ['a concern that does not say how much it weighs', () => ({ proposalId: shared.id, kind: 'concern', body: 'x' }) as const, 'SEVERITY_REQUIRED'],
    ['a question that weighs', () => ({ proposalId: shared.id, kind: 'question', severity: 'minor', body: 'x' }) as const, 'SEVERITY_NOT_ALLOWED'],
    ['no words', () => ({ proposalId: shared.id, kind: 'comment', body: ' ' }) as const, 'INVALID_INPUT'],
    ['too many words', () => ({ proposalId: shared.id, kind: 'comment', body: 'x'.repeat(20_001) }) as const, 'INVALID_INPUT'],
    ['a range of another document', () => ({ proposalId: shared.id, kind: 'comment', body: 'x', anchor: { ...anchor, documentId: hidden.documentId } }) as const, 'INVALID_INPUT'],
    ['a position that is none', () => ({ proposalId: shared.id, kind: 'comment', body: 'x', anchor: { ...anchor, documentId: shared.documentId, start: 'not base64!' } }) as const, 'INVALID_INPUT'],
  ])('refuses %s and leaves nothing behind', async (_, given, code) => {
    const before = await world.events();
    await expect(threads.open(reviewer, given())).rejects.toMatchObject({ code });
    expect(await world.events()).toEqual(before);
  });

  it('stores a quote that was cut through the middle of a character', async () => {
    const thread = await threads.open(reviewer, { documentId: shared.documentId, kind: 'comment', body: 'x', anchor: { ...anchor, documentId: shared.documentId, suffix: '\ud83d' } });
    expect((await threads.one(reviewer, thread.id)).anchor?.suffix).toBe('\ufffd');
  });
});

describe('bringing a thread to an end', () => {
  const opened = async (): Promise<ThreadId> => (await threads.open(reviewer, { proposalId: shared.id, ...concern })).id;

  it('takes the author, who says by what, and the raiser, who agrees', async () => {
    const id = await opened();
    expect(await threads.proposeAddressed(author, id, 'run cosine-s4b')).toMatchObject({ state: 'addressed', addressedBy: 'run cosine-s4b', addressedById: author.userId });
    expect(await threads.confirm(reviewer, id)).toMatchObject({ state: 'resolved', resolvedById: reviewer.userId, resolvedAt: world.clock.now() });
    expect(await eventsOf(id)).toEqual(['thread.opened', 'thread.addressed', 'thread.resolved']);
  });

  it('can be agreed to by a lead, and by nobody else', async () => {
    const id = await opened();
    await threads.proposeAddressed(author, id, 'run cosine-s4b');
    for (const actor of [author, guest]) await expect(threads.confirm(actor, id)).rejects.toMatchObject({ code: 'ONLY_RAISER_OR_LEAD', kind: 'forbidden' });
    expect(await threads.confirm(lead, id)).toMatchObject({ state: 'resolved', resolvedById: lead.userId });
  });

  it('is proposed by the author alone', async () => {
    const id = await opened();
    for (const actor of [reviewer, lead, guest]) await expect(threads.proposeAddressed(actor, id, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('cannot skip a step, nor take one twice', async () => {
    const id = await opened();
    await expect(threads.confirm(reviewer, id)).rejects.toMatchObject({ code: 'THREAD_STATE', details: { from: 'open', to: 'resolved' } });
    await expect(threads.reopen(reviewer, id, null)).rejects.toMatchObject({ code: 'THREAD_STATE', details: { from: 'open', to: 'open' } });
    await threads.proposeAddressed(author, id, 'x');
    await expect(threads.proposeAddressed(author, id, 'y')).rejects.toMatchObject({ code: 'THREAD_STATE' });
    await threads.confirm(reviewer, id);
    await expect(threads.confirm(reviewer, id)).rejects.toMatchObject({ code: 'THREAD_STATE', details: { from: 'resolved', to: 'resolved' } });
    expect(await eventsOf(id)).toEqual(['thread.opened', 'thread.addressed', 'thread.resolved']);
  });

  it('can be taken back: by who said so until it is confirmed, after that by raiser and lead, with the reason said in it', async () => {
    const id = await opened();
    await threads.proposeAddressed(author, id, 'x');
    expect(await threads.reopen(author, id, null)).toMatchObject({ state: 'open', addressedBy: null, addressedById: null });
    await threads.proposeAddressed(author, id, 'x');
    await threads.confirm(reviewer, id);
    await expect(threads.reopen(author, id, null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const again = await threads.reopen(lead, id, 'The new run used the old data.');
    expect(again).toMatchObject({ state: 'open', resolvedById: null, resolvedAt: null });
    const [[, reason]] = (await comments.ofThreads(lead, [again])) as [[unknown, { body: string }]];
    expect(reason.body).toBe('The new run used the old data.');
  });

  it('leaves an author their say when the text is locked', async () => {
    const notes = aDocument({ groupId: world.groupId, kind: 'meeting', authorIds: [], writers: 'readers', lockedAt: world.clock.now() });
    await world.has(Document, notes);
    const { id } = await threads.open(reviewer, { documentId: notes.id, kind: 'question', body: 'Who does this?' });
    expect(await threads.proposeAddressed(author, id, 'the action')).toMatchObject({ state: 'addressed' });
  });

  it('does not reveal a thread to who may not read its subject', async () => {
    const { id } = await threads.open(author, { proposalId: hidden.id, kind: 'comment', body: 'x' });
    for (const actor of [reviewer, lead, guest, stranger]) {
      for (const attempt of [() => threads.one(actor, id), () => threads.confirm(actor, id), () => threads.proposeAddressed(actor, id, 'x'), () => threads.markOrphaned(actor, id)]) {
        await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND', details: { subject: 'Thread' } });
      }
    }
  });
});

describe('a range whose text is gone', () => {
  it('is noted once, by anybody who reads, keeps its quote, and can be placed again by raiser and author', async () => {
    const placed = { ...anchor, documentId: shared.documentId };
    const { id } = await threads.open(reviewer, { documentId: shared.documentId, kind: 'comment', body: 'x', anchor: placed });
    expect(await threads.markOrphaned(guest, id)).toMatchObject({ orphanedAt: world.clock.now(), anchor: { quote: 'improves accuracy' } });
    await threads.markOrphaned(lead, id);
    await expect(threads.reanchor(guest, id, placed)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await threads.reanchor(author, id, { ...placed, quote: 'raises accuracy' })).toMatchObject({ orphanedAt: null, anchor: { quote: 'raises accuracy' } });
    expect(await eventsOf(id)).toEqual(['thread.opened', 'thread.orphaned', 'thread.reanchored']);
  });

  it('does not exist where a thread is about the whole', async () => {
    const { id } = await threads.open(reviewer, { proposalId: shared.id, kind: 'comment', body: 'x' });
    await expect(threads.markOrphaned(reviewer, id)).rejects.toMatchObject({ code: 'THREAD_HAS_NO_ANCHOR' });
    await expect(threads.reanchor(reviewer, id, { ...anchor, documentId: shared.documentId })).rejects.toMatchObject({ code: 'THREAD_HAS_NO_ANCHOR' });
  });
});

describe('the threads of a subject', () => {
  it('come page by page, where something happened last first, and by state', async () => {
    const proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId] });
    const ids: ThreadId[] = [];
    for (const body of ['first', 'second', 'third']) {
      world.clock.advance({ minutes: 1 });
      ids.push((await threads.open(reviewer, { proposalId: proposal.id, kind: 'comment', body })).id);
    }
    world.clock.advance({ minutes: 1 });
    await comments.reply(author, ids[0]!, 'again');
    await threads.proposeAddressed(author, ids[2]!, 'x');

    const subject = { kind: 'proposal', id: proposal.id } as const;
    const first = await threads.list(author, subject, { first: 2 }, null);
    const second = await threads.list(author, subject, { first: 2, after: first.endCursor }, null);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(second.nodes.map(({ id }) => id)).toEqual([ids[1]]);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect((await threads.list(author, { kind: 'document', id: proposal.documentId }, {}, ['addressed'])).nodes.map(({ id }) => id)).toEqual([ids[2]]);
  });

  it('are there for a guest exactly where the subject was shared', async () => {
    expect((await threads.list(guest, { kind: 'proposal', id: shared.id }, {}, null)).nodes.length).toBeGreaterThan(0);
    const unshared = await proposalIn(world, { groupId: world.groupId });
    await expect(threads.list(guest, { kind: 'proposal', id: unshared.id }, {}, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(threads.list(guest, { kind: 'document', id: unshared.documentId }, {}, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

