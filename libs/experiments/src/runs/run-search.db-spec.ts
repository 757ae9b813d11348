import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { encodeCursor } from '#libs/kernel';
import { plansOf, useWorld } from '#libs/testing';

import type { Experiment } from '../experiment.entity.js';
import { MetricStore } from '../metrics/metric-store.js';
import { experimentIn, runIn } from '../testing/index.js';
import { type RunQuery, RunSearch } from './run-search.js';

const world = useWorld();
const found = new RunSearch(world.database);
const store = new MetricStore(world.database);
let actor: Actor;
let experiment: Experiment;

/** Each letter is a run; they start in alphabetical order, `b` and `c` in the same instant. */
const RUNS = {
  a: { accuracy: 0.9, params: { lr: '0.1', seed: '2' }, tags: { 'mlflow.parentRunId': 'p' } },
  b: { accuracy: 0.7, params: { lr: '0.01', seed: '10' }, tags: {} },
  c: { accuracy: NaN, params: { lr: '0.1', seed: 'x' }, tags: {} },
  d: { accuracy: Infinity, params: {}, tags: {} },
  e: { accuracy: null, params: { lr: '50%', seed: '1' }, tags: {} },
} as const;

beforeAll(async () => {
  actor = await world.person('researcher');
  experiment = await experimentIn(world, actor, { number: 1 });
  for (const [place, [name, { accuracy, params, tags }]] of Object.entries(RUNS).entries()) {
    const startedAt = new Date(Date.UTC(2026, 8, 1) + (name === 'c' ? 1 : place) * 1000);
    const run = await runIn(world, actor, experiment, {
      name, params, tags, startedAt, status: name === 'a' ? 'finished' : 'running', endedAt: name === 'a' ? new Date(startedAt.getTime() + 5) : null,
      inputs: name === 'b' ? [{ tags: [{ key: 'mlflow.data.context', value: 'train' }], dataset: { name: 'cifar', digest: 'd1' } }] : [],
    });
    if (accuracy !== null) await world.database.transaction((tx) => store.append(tx, run, [{ key: 'accuracy', value: accuracy, timestamp: 1, step: 0n }]));
  }
});

const names = async (query: Partial<RunQuery>): Promise<string> => {
  const page = await found.page(actor, { experimentIds: [experiment.id], lifecycle: 'active', filter: '', order: ['run_name'], first: 100, after: null, ...query });
  return page.nodes.map(({ name }) => name).join('');
};

describe('a search for runs', () => {
  it.each([
    ['metrics.accuracy > 0.7', 'ad'],
    ['metrics.accuracy >= 0.7 AND metrics.accuracy < 0.95', 'ab'],
    // Neither a missing value nor NaN is unequal to anything.
    ['metrics.accuracy != 0.9', 'bd'],
    [`params.lr = '0.1'`, 'ac'],
    [`params.lr != '0.1'`, 'be'],
    [`params.lr LIKE '0.0_'`, 'b'],
    [`params.lr LIKE '50\\%'`, ''],
    [`params.lr ILIKE '%0%'`, 'abce'],
    [`tags.mlflow.parentRunId = 'p'`, 'a'],
    [`status = 'FINISHED'`, 'a'],
    [`attributes.status != 'FINISHED'`, 'bcde'],
    ['start_time > 1788220802000', 'de'],
    ['end_time <= 1788220800005', 'a'],
    [`run_name IN ('a', 'e')`, 'ae'],
    [`user_id = 'sam' AND run_name NOT IN ('a', 'b')`, 'cde'],
    [`datasets.name = 'cifar' AND datasets.context = 'train'`, 'b'],
    [`dataset.digest LIKE 'e%'`, ''],
    [`params.constructor = 'x'`, ''],
  ])('with %s finds “%s”', async (filter, expected) => {
    expect(await names({ filter })).toBe(expected);
  });

  it.each([
    ['metrics.accuracy = \'x\'', 19],
    ['params.lr > \'0.1\'', 0],
    ['params.lr = 0.1', 12],
    ['colour.x = \'y\'', 0],
    ['constructor = \'y\'', 0],
    ['toString.x = \'y\'', 0],
  ])('refuses %s and says where', async (filter, position) => {
    await expect(names({ filter })).rejects.toMatchObject({ code: 'RUN_FILTER_INVALID', details: { position } });
  });

  it('puts the newest first, and of the same instant the smaller id', async () => {
    const order = await names({ order: [] });
    expect([`edbca`, `edcba`]).toContain(order);
    expect(await names({ order: [], first: 3 })).toBe(order.slice(0, 3));
  });

  it('sorts by a metric either way, with missing and NaN last', async () => {
    expect(await names({ order: ['metrics.accuracy', 'run_name'] })).toBe('badce');
    expect(await names({ order: ['metrics.accuracy DESC', 'run_name'] })).toBe('dabce');
    expect(await names({ order: { by: 'metric', key: 'accuracy', descending: true } })).toMatch(/^dab/);
  });

  it('sorts numbers in params as numbers, and texts after them', async () => {
    expect(await names({ order: { by: 'param', key: 'seed', descending: false } })).toBe('eabcd');
    expect(await names({ order: { by: 'name', key: '', descending: true } })).toBe('edcba');
  });

  it('walks page by page through every order, each run once', async () => {
    const orders: RunQuery['order'][] = [
      [], ['metrics.accuracy DESC'], ['metrics.accuracy'], ['params.lr', 'metrics.accuracy DESC'], ['end_time'], ['run_id'],
      { by: 'param', key: 'seed', descending: true }, { by: 'started_at', key: '', descending: false },
    ];
    for (const order of orders) {
      const query = { experimentIds: [experiment.id], lifecycle: 'active', filter: '', order } as const;
      const whole = (await found.page(actor, { ...query, first: 100, after: null })).nodes.map(({ name }) => name);
      const walked: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page = await found.page(actor, { ...query, first: 1, after });
        walked.push(...page.nodes.map(({ name }) => name));
        [after, more] = [page.endCursor, page.hasMore];
      }
      expect({ order, walked }).toEqual({ order, walked: whole });
    }
  });

  it('refuses a cursor of another order', async () => {
    for (const after of [encodeCursor([1]), encodeCursor(['a', 'b']), encodeCursor([null, null]), 'nonsense']) {
      await expect(names({ order: [], after })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    }
  });

  it('finds nothing in no experiment', async () => {
    expect(await names({ experimentIds: [] })).toBe('');
  });

  it('reads one experiment among many runs from indexes, whatever the filter and the order', async () => {
    await world.database.sql(
      `INSERT INTO experiment (id, group_id, number, name, question, hypothesis, arm_param, seed_param, tags, lifecycle, created_at, updated_at)
       SELECT md5('e' || i)::uuid, $1, 100 + i, 'bulk ' || i, '', '', 'arm', 'seed', '{}', 'active', now(), now() FROM generate_series(1, 5000) i`, [world.groupId]);
    await world.database.sql(
      `INSERT INTO run (id, group_id, experiment_id, name, status, started_at, lifecycle, standing, logged_by_id, account, params, tags, inputs, outputs)
       SELECT md5('r' || i)::uuid, $1, md5('e' || CASE i % 10 WHEN 0 THEN 7 ELSE i % 5000 + 1 END)::uuid, 'r' || i, 'finished', now() - i * interval '1 second', 'active', 'valid', $2, '', jsonb_build_object('lr', i::text), '{}', '[]', '[]'
       FROM generate_series(1, 30000) i`, [world.groupId, actor.userId]);
    await world.database.sql(
      `INSERT INTO metric_series (run_id, experiment_id, key, points, first_step, last_step, last_ts, last_value)
       SELECT id, experiment_id, 'loss', 1, 0, 0, 0, 0.5 FROM run WHERE name LIKE 'r%'`);
    await world.database.sql('ANALYZE experiment, run, metric_series');
    const [{ id }] = await world.database.sql<{ id: Experiment['id'] }>(`SELECT id FROM experiment WHERE name = 'bulk 7'`) as [{ id: Experiment['id'] }];
    const query = { experimentIds: [id], lifecycle: 'active', filter: '', order: [], first: 50, after: null } as const;
    const { endCursor: after } = await found.page(actor, query);
    const plans = await plansOf(world, async () => {
      await found.page(actor, query);
      await found.page(actor, { ...query, after });
      await found.page(actor, { ...query, filter: `metrics.loss < 1 AND params.lr != '5'`, order: ['metrics.loss DESC'] });
      await found.page(actor, { ...query, order: { by: 'name', key: '', descending: false } });
    });
    expect(plans.length).toBeGreaterThan(7);
    expect(plans.filter((plan) => plan.includes('Seq Scan'))).toEqual([]);
    // The default order is the index', so a page costs the same however many runs there are.
    expect(plans[2]).toContain('run_newest');
    expect(plans[2]).not.toContain('Sort');
  });
});
