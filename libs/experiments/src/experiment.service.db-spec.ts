import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { plansOf, useWorld } from '#libs/testing';

import { ExperimentList } from './experiment-list.js';
import { DEFAULT_NUMBER } from './experiment.entity.js';
import { ExperimentService } from './experiment.service.js';
import { Run } from './runs/run.entity.js';
import { runIn } from './testing/index.js';

const world = useWorld();
const service = new ExperimentService(world.database, world.outbox, world.clock);
const list = new ExperimentList(world.database);
let author: Actor;
let member: Actor;
let guest: Actor;
let proposal: Proposal;
let drawn = 0;
const freshName = (): string => `experiment-${(drawn += 1)}`;

beforeAll(async () => {
  [author, member, guest] = [await world.person('researcher'), await world.person('researcher'), await world.person('guest')];
  proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId] });
});

describe('making an experiment', () => {
  it('puts one without a proposal into the inbox and says so once', async () => {
    const before = (await world.events()).length;
    const experiment = await service.create(member, { name: freshName(), proposalId: null });
    expect(experiment).toMatchObject({ proposalId: null, armParam: 'arm', seedParam: 'seed', createdById: member.userId });
    expect((await world.events()).slice(before)).toEqual(['experiment.created']);
    expect((await list.page(member, {}, { unattached: true })).nodes.map(({ id }) => id)).toContain(experiment.id);
  });

  it('is for members in the inbox, and for authors on a proposal', async () => {
    await expect(service.create(guest, { name: freshName(), proposalId: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(service.create(member, { name: freshName(), proposalId: proposal.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(service.create(await world.anotherGroup(), { name: freshName(), proposalId: proposal.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await service.create(author, { name: freshName(), proposalId: proposal.id })).toMatchObject({ proposalId: proposal.id });
  });

  it('refuses a name of the group that is taken, also by a deleted one, and knows nothing of other groups’ names', async () => {
    const { id, name } = await service.create(member, { name: freshName(), proposalId: null });
    await expect(service.create(author, { name, proposalId: null })).rejects.toMatchObject({ code: 'EXPERIMENT_NAME_TAKEN' });
    await service.setLifecycle(member, id, 'deleted');
    await expect(service.create(author, { name, proposalId: null })).rejects.toMatchObject({ code: 'EXPERIMENT_NAME_TAKEN' });
    expect(await service.create(await world.anotherGroup(), { name, proposalId: null })).toMatchObject({ name, number: 1 });
  });

  it('counts within the group, also when many are made at once', async () => {
    const { number: last } = await service.create(member, { name: freshName(), proposalId: null });
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => service.create(member, { name: freshName(), proposalId: null })));
    expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5].map((i) => last + i));
  });

  it('refuses metrics that cannot be written and names the field', async () => {
    const metric = { key: 'accuracy', direction: 'higher_is_better', unit: '%', decimals: 11 } as const;
    await expect(service.create(member, { name: freshName(), proposalId: null, primaryMetric: metric }))
      .rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'primaryMetric.decimals' } });
  });
});

describe('attaching an experiment', () => {
  it('makes it read by who reads the proposal, and lets its maker go on', async () => {
    const hidden = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [author.userId] });
    const { id } = await service.create(author, { name: freshName(), proposalId: null });
    expect((await list.page(member, {}, {})).nodes.map((one) => one.id)).toContain(id);
    await service.attach(author, id, hidden.id);
    expect((await list.page(member, {}, {})).nodes.map((one) => one.id)).not.toContain(id);
    expect((await list.page(author, {}, { proposalId: hidden.id })).nodes.map((one) => one.id)).toEqual([id]);
  });

  it('asks for the right to both', async () => {
    const { id } = await service.create(author, { name: freshName(), proposalId: null });
    await expect(service.attach(member, id, proposal.id)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { subject: 'Experiment' } });
    const { id: own } = await service.create(member, { name: freshName(), proposalId: null });
    await expect(service.attach(member, own, proposal.id)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { subject: 'Proposal' } });
  });

  it('leaves the default experiment to the whole group', async () => {
    const lead = await world.person('lead');
    const { id } = await service.byNumber(lead, 'read', DEFAULT_NUMBER);
    await expect(service.attach(lead, id, proposal.id)).rejects.toMatchObject({ code: 'DEFAULT_EXPERIMENT_STAYS' });
    await expect(service.setLifecycle(lead, id, 'deleted')).rejects.toMatchObject({ code: 'DEFAULT_EXPERIMENT_STAYS' });
    expect((await service.byNumber(member, 'log', DEFAULT_NUMBER)).id).toBe(id);
  });
});

describe('deleting an experiment', () => {
  it('hides it with its runs, closes it, and is undone by restoring', async () => {
    const experiment = await service.create(member, { name: freshName(), proposalId: null });
    const { id: runId } = await runIn(world, member, experiment);
    await service.setLifecycle(member, experiment.id, 'deleted');
    expect((await list.page(member, {}, {})).nodes.map(({ id }) => id)).not.toContain(experiment.id);
    expect(await world.database.read(Run).findOneBy({ id: runId })).toMatchObject({ lifecycle: 'deleted' });
    await expect(service.update(member, experiment.id, { question: 'Why?' })).rejects.toMatchObject({ code: 'EXPERIMENT_DELETED' });
    await expect(service.setLifecycle(member, experiment.id, 'deleted')).rejects.toMatchObject({ code: 'EXPERIMENT_STATE' });
    await service.setLifecycle(member, experiment.id, 'active');
    expect(await world.database.read(Run).findOneBy({ id: runId })).toMatchObject({ lifecycle: 'active' });
  });
});

describe('the list of experiments', () => {
  it('finds by the beginnings of words in name, question and hypothesis', async () => {
    const { id } = await service.create(member, { name: 'cifar_lr-sweep', question: 'Does warm-up matter?', hypothesis: 'Übung macht es', proposalId: null });
    for (const search of ['sweep', 'CIFAR', 'warm matt', 'übu']) {
      expect({ search, found: (await list.page(member, {}, { search })).nodes.map((one) => one.id) }).toEqual({ search, found: [id] });
    }
    for (const search of ['sweep mattress', '?!']) expect((await list.page(member, {}, { search })).nodes).toEqual([]);
  });

  it('walks through everything page by page, each once', async () => {
    const all = (await list.page(member, { first: 100 }, {})).nodes.map(({ id }) => id);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await list.page(member, { first: 3, after }, {});
      seen.push(...page.nodes.map(({ id }) => id));
      [after, more] = [page.endCursor, page.hasMore];
    }
    expect(all.length).toBeGreaterThan(6);
    expect(seen).toEqual(all);
  });

  it('is read from indexes, for every role, filter and page', async () => {
    await world.database.sql(
      `INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
       SELECT md5(i::text)::uuid, $1, 'proposal', 'd', 'group', ARRAY[$2::uuid], '{}', 'authors', now() FROM generate_series(1, 20000) i`,
      [world.groupId, author.userId]);
    await world.database.sql(
      `INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
       SELECT md5('p' || i)::uuid, $1, md5(i::text)::uuid, 'p', '', 'draft', '{}', 'group', ARRAY[$2::uuid], CASE WHEN i % 4000 = 0 THEN ARRAY[$3::uuid] ELSE '{}' END, 'method', '{}', now(), now()
       FROM generate_series(1, 20000) i`, [world.groupId, author.userId, guest.userId]);
    await world.database.sql(
      `INSERT INTO experiment (id, group_id, number, proposal_id, name, question, hypothesis, arm_param, seed_param, tags, lifecycle, created_at, updated_at)
       SELECT md5('e' || i)::uuid, $1, 1000 + i, CASE WHEN i % 10 > 0 THEN md5('p' || i)::uuid END, 'bulk ' || i, '', '', 'arm', 'seed', '{}', 'active', now() - i * interval '1 minute', now()
       FROM generate_series(1, 20000) i`, [world.groupId]);
    await world.database.sql('ANALYZE document, proposal, experiment');
    const { endCursor: after } = await list.page(member, { first: 50 }, {});
    const plans = await plansOf(world, async () => {
      for (const actor of [member, author, guest]) {
        await list.page(actor, { first: 50 }, {});
        await list.page(actor, { first: 50, after }, {});
        await list.page(actor, { first: 50 }, { proposalId: proposal.id });
        await list.page(actor, { first: 50 }, { search: 'bulk 1777' });
      }
      await list.page(member, { first: 50 }, { unattached: true });
    });
    expect(plans.length).toBeGreaterThan(20);
    expect(plans.filter((plan) => plan.includes('Seq Scan'))).toEqual([]);
  });
});
