import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { newId, type ThreadId } from '#libs/kernel';
import { DocumentService, type Proposal, ProposalService, StageRules } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { plansOf, useWorld } from '#libs/testing';

import { CommentService } from './comments/comment.service.js';
import { ThreadService } from './thread.service.js';
import { concernsOn, openThreadCounts, toAnswer, toConfirm, toReplyTo, type WaitingThread } from './unsettled.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);
const sharing = new ProposalService(world.database, world.outbox, world.clock, new DocumentService(world.database, world.outbox, world.clock), new StageRules());

let author: Actor;
let raiser: Actor;
let lead: Actor;
let proposal: Proposal;
beforeAll(async () => {
  author = await world.person('researcher', 'Rose Silva');
  raiser = await world.person('guest', 'Rui Vidal');
  lead = await world.person('lead', 'Lea Deng');
  proposal = await proposalIn(world, { groupId: world.groupId, title: 'Cosine head', authorIds: [author.userId], readerIds: [raiser.userId] });
});

const raise = async (body = 'Was seed 4 run with the old schedule?'): Promise<ThreadId> =>
  (await threads.open(raiser, { proposalId: proposal.id, kind: 'concern', severity: 'major', body })).id;
const ids = (found: WaitingThread[]): ThreadId[] => found.map(({ threadId }) => threadId);
const toReply = (actor: Actor): Promise<WaitingThread[]> => toReplyTo(world.database, actor, world.clock.now());

describe('what waits for somebody', () => {
  it('is a concern for the author until they name what settles it, then for the raiser until they confirm', async () => {
    const id = await raise();
    expect(await toAnswer(world.database, author)).toMatchObject([{
      threadId: id, proposalId: proposal.id, about: 'Cosine head', kind: 'concern', severity: 'major', by: 'Rui Vidal', byId: raiser.userId,
      words: 'Was seed 4 run with the old schedule?', since: world.clock.now(), addressedBy: null,
    }]);
    expect(await toConfirm(world.database, raiser)).toEqual([]);

    await threads.proposeAddressed(author, id, 'run cosine-s4b');
    expect(await toAnswer(world.database, author)).toEqual([]);
    expect(await toConfirm(world.database, raiser)).toMatchObject([{ threadId: id, by: 'Rose Silva', addressedBy: 'run cosine-s4b' }]);

    await threads.confirm(raiser, id);
    expect(await toConfirm(world.database, raiser)).toEqual([]);
  });

  it('is nothing for people whom it does not concern, nor a question or a remark for an author', async () => {
    const id = await raise();
    await threads.open(raiser, { proposalId: proposal.id, kind: 'question', body: 'Is 20 the value of the sweep?' });
    for (const actor of [lead, raiser]) expect(await toAnswer(world.database, actor)).toEqual([]);
    expect(ids(await toAnswer(world.database, author))).toEqual([id]);
  });

  it('is a mention until one says something, for fourteen days, once per thread', async () => {
    const named = `Ask @[Lea Deng](person:${lead.userId})`;
    const id = await raise(named);
    world.clock.advance({ minutes: 1 });
    const second = await comments.reply(raiser, id, `${named}, again`);
    expect(await toReply(lead)).toMatchObject([{ threadId: id, words: 'Ask @Lea Deng, again', since: second.createdAt, by: 'Rui Vidal' }]);

    await comments.reply(lead, id, 'I will look.');
    expect(await toReply(lead)).toEqual([]);

    await comments.reply(author, id, named);
    expect(ids(await toReply(lead))).toEqual([id]);
    world.clock.advance({ days: 15 });
    expect(await toReply(lead)).toEqual([]);
  });

  it('is nothing any more when one may no longer read what it is about', async () => {
    const private_ = await proposalIn(world, { groupId: world.groupId, audience: 'named', authorIds: [author.userId], readerIds: [raiser.userId] });
    const { id } = await threads.open(raiser, { proposalId: private_.id, kind: 'comment', body: 'x' });
    await threads.proposeAddressed(author, id, 'y');
    await comments.reply(author, id, `@[Rui](person:${raiser.userId})`);
    expect([ids(await toConfirm(world.database, raiser)), ids(await toReply(raiser))]).toEqual([[id], [id]]);

    await sharing.share(author, private_.id, 'named', []);
    expect([await toConfirm(world.database, raiser), await toReply(raiser)]).toEqual([[], []]);
  });
});

describe('how the concerns of proposals stand', () => {
  it('is counted by who has the word', async () => {
    const fresh = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [raiser.userId] });
    const raised = await Promise.all(Array.from({ length: 4 }, () => threads.open(raiser, { proposalId: fresh.id, kind: 'concern', severity: 'minor', body: 'x' })));
    await threads.open(lead, { proposalId: fresh.id, kind: 'comment', body: 'Nice.' });
    for (const { id } of raised.slice(2)) await threads.proposeAddressed(author, id, 'y');
    await threads.confirm(raiser, raised[3]!.id);

    const untouched = await proposalIn(world, { groupId: world.groupId });
    expect(await concernsOn(world.database, [fresh.id, untouched.id])).toEqual(new Map([[fresh.id, { open: 2, addressed: 1, raisersAsked: [raiser.userId] }]]));
    expect(await openThreadCounts(world.database, [fresh.id, untouched.id])).toEqual(new Map([[fresh.id, 4]]));
  });
});

describe('with 20,000 proposals and 40,000 threads', () => {
  beforeAll(async () => {
    await world.database.transaction(async (tx) => {
      await tx.sql(
        `WITH made AS (INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
           SELECT gen_random_uuid(), $1, 'proposal', 'Proposal ' || n, 'group', ARRAY[gen_random_uuid()], '{}', 'authors', now() FROM generate_series(1, 20000) n RETURNING *)
         INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
         SELECT gen_random_uuid(), group_id, id, title, '', 'draft', '{}', audience, author_ids, '{}', 'method', '{}', now(), now() FROM made`, [world.groupId]);
      await tx.sql(
        `INSERT INTO thread (id, group_id, document_id, proposal_id, kind, severity, state, raised_by_id, created_at, updated_at)
         SELECT gen_random_uuid(), group_id, document_id, id, 'concern', 'minor', 'open', $1, now(), now() - n * interval '1 minute' FROM proposal, generate_series(1, 2) n`, [lead.userId]);
      await tx.sql(
        `INSERT INTO comment (id, group_id, thread_id, position, author_id, body, mention_ids, created_at)
         SELECT gen_random_uuid(), group_id, id, 0, raised_by_id, 'x', '{}', now() FROM thread WHERE NOT EXISTS (SELECT 1 FROM comment WHERE thread_id = thread.id)`);
    });
    await world.dataSource.query('ANALYZE');
  }, 60_000);

  const READS_A_TABLE = /Seq Scan on (thread|comment|document|proposal)\b/;
  const wholeTables = async (work: () => Promise<unknown>): Promise<string[]> => {
    const plans = await plansOf(world, work);
    expect(plans.length).toBeGreaterThan(0);
    return plans.filter((plan) => READS_A_TABLE.test(plan));
  };

  it('no question of what waits reads a whole table', async () => {
    for (const actor of [author, raiser, lead]) {
      expect(await wholeTables(() => toConfirm(world.database, actor))).toEqual([]);
      expect(await wholeTables(() => toAnswer(world.database, actor))).toEqual([]);
      expect(await wholeTables(() => toReply(actor))).toEqual([]);
    }
    const some = Array.from({ length: 50 }, () => newId<Proposal['id']>());
    for (const count of [concernsOn, openThreadCounts]) expect(await wholeTables(() => count(world.database, some))).toEqual([]);
  });

  it('no page of a subject’s threads, nor what is said in them, does either', async () => {
    for (const subject of [{ kind: 'proposal', id: proposal.id }, { kind: 'document', id: proposal.documentId }] as const) {
      for (const states of [null, ['open']] as const) {
        expect(await wholeTables(async () => {
          const page = await threads.list(author, subject, { first: 1 }, states);
          await threads.list(author, subject, { first: 1, after: page.endCursor }, states);
          await comments.ofThreads(author, page.nodes);
        })).toEqual([]);
      }
    }
  });
});
