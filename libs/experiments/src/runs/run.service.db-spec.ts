import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { type RunId } from '#libs/kernel';
import { useWorld } from '#libs/testing';

import type { Experiment } from '../experiment.entity.js';
import { MetricStore } from '../metrics/metric-store.js';
import { experimentIn, runIn, SilentIngest } from '../testing/index.js';
import { NAME_TAG, Run } from './run.entity.js';
import { metricKeys, paramKeys, runFacts } from './run-facts.js';
import { RunLogService } from './run-log.service.js';
import { RunService } from './run.service.js';

const world = useWorld();
const runs = new RunService(world.database, world.outbox, world.clock);
const logs = new RunLogService(world.database, new MetricStore(world.database), new SilentIngest(world.database));
let actor: Actor;
let other: Actor;
let experiment: Experiment;

beforeAll(async () => {
  [actor, other] = [await world.person('researcher'), await world.person('researcher')];
  experiment = await experimentIn(world, actor, { number: 1 });
});

const stored = async (id: RunId): Promise<Run | null> => world.database.read(Run).findOneBy({ id });
const said = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = (await world.events()).length;
  await work();
  return (await world.events()).slice(before);
};

describe('a run', () => {
  it('starts running and valid, by a drawn name where it is given none', async () => {
    expect(await said(async () => {
      const run = await runs.start(actor, experiment.id, { account: 'sam', tags: { a: 'b' } });
      expect(run).toMatchObject({ status: 'running', standing: 'valid', startedAt: world.clock.now(), loggedById: actor.userId });
      expect(run.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
      expect(run.tags).toEqual({ a: 'b', [NAME_TAG]: run.name });
    })).toEqual(['run.started']);
  });

  it('is not started by who may not log to the experiment, nor in a deleted one', async () => {
    await expect(runs.start(other, experiment.id, { account: '', tags: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const deleted = await experimentIn(world, actor, { number: 2, lifecycle: 'deleted' });
    await expect(runs.start(actor, deleted.id, { account: '', tags: {} })).rejects.toMatchObject({ code: 'EXPERIMENT_DELETED' });
  });

  it('has one name, whether it is set as a field or as a tag', async () => {
    const { id } = await runs.start(actor, experiment.id, { name: 'one', account: '', tags: {} });
    await runs.update(actor, id, { name: 'two' });
    expect(await stored(id)).toMatchObject({ name: 'two', tags: { [NAME_TAG]: 'two' } });
    await logs.log(actor, id, { tags: { [NAME_TAG]: 'three' } });
    expect(await stored(id)).toMatchObject({ name: 'three', tags: { [NAME_TAG]: 'three' } });
  });

  it('is finished when a client says how it ended', async () => {
    const { id } = await runIn(world, actor, experiment);
    expect(await said(() => runs.update(actor, id, { status: 'failed', endedAt: new Date(5) }))).toEqual(['run.finished']);
    expect(await stored(id)).toMatchObject({ status: 'failed', endedAt: new Date(5) });
  });

  it('is read-only while it is deleted, and deleted or restored once however often it is asked', async () => {
    const { id } = await runIn(world, actor, experiment);
    expect(await said(async () => {
      for (let i = 0; i < 2; i++) await runs.setLifecycle(actor, id, 'deleted');
    })).toEqual(['run.deleted']);
    const metric = { key: 'loss', value: 1, timestamp: 0, step: 0n };
    for (const logged of [{ metrics: [metric] }, { params: { a: '1' } }, { tags: { a: '1' } }]) {
      await expect(logs.log(actor, id, logged)).rejects.toMatchObject({ code: 'RUN_DELETED' });
    }
    await expect(runs.update(actor, id, { status: 'finished' })).rejects.toMatchObject({ code: 'RUN_DELETED' });
    await runs.setLifecycle(actor, id, 'active');
    await logs.log(actor, id, { metrics: [metric] });
  });
});

describe('whether a run counts', () => {
  it('is said with a reason, by whom and when, and can be taken back', async () => {
    const { id } = await runIn(world, actor, experiment);
    await expect(runs.mark(actor, id, 'superseded', '  ')).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'reason' } });
    expect(await said(() => runs.mark(actor, id, 'superseded', ' old schedule '))).toEqual(['run.marked']);
    expect(await stored(id)).toMatchObject({ standing: 'superseded', standingReason: 'old schedule', standingById: actor.userId, standingAt: world.clock.now() });
    await runs.mark(actor, id, 'valid', null);
    expect(await stored(id)).toMatchObject({ standing: 'valid', standingReason: null, standingById: null, standingAt: null });
  });

  it('is not for another member to say', async () => {
    const { id } = await runIn(world, actor, experiment);
    await expect(runs.mark(other, id, 'invalid', 'I do not like it')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(runs.mark(await world.anotherGroup(), id, 'invalid', 'who are you')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what a run logs', () => {
  it('sets a param once: the same again is fine, another value is refused with all that came with it', async () => {
    const { id } = await runIn(world, actor, experiment);
    await logs.log(actor, id, { params: { lr: '0.1' } });
    await logs.log(actor, id, { params: { lr: '0.1' } });
    const rejected = logs.log(actor, id, { params: { fresh: '1', lr: '0.2' }, tags: { t: '1' }, metrics: [{ key: 'loss', value: 1, timestamp: 0, step: 0n }] });
    await expect(rejected).rejects.toMatchObject({ code: 'PARAM_IS_FINAL', message: expect.stringContaining('Changing param values is not allowed') });
    expect(await stored(id)).toMatchObject({ params: { lr: '0.1' }, tags: {} });
    expect(await world.database.sql('SELECT 1 FROM metric_series WHERE run_id = $1', [id])).toEqual([]);
  });

  it('takes names that objects inherit as names', async () => {
    const { id } = await runIn(world, actor, experiment);
    const odd = { constructor: '1', toString: '2' };
    await logs.log(actor, id, { params: odd, tags: odd });
    expect((await stored(id))!.params).toEqual(odd);
    await expect(logs.removeTag(actor, id, 'valueOf')).rejects.toMatchObject({ code: 'TAG_MISSING' });
    await logs.removeTag(actor, id, 'constructor');
    expect((await stored(id))!.tags).toEqual({ toString: '2' });
  });

  it('lists data sets and models once each', async () => {
    const { id } = await runIn(world, actor, experiment);
    const dataset = { tags: [], dataset: { name: 'cifar', digest: 'd' } };
    for (let i = 0; i < 2; i++) await logs.describe(actor, id, { inputs: [dataset], outputs: [{ model_id: 'm-1', step: 0 }] });
    for (const model of ['a', 'b']) await logs.appendToTag(actor, id, 'models', { model });
    expect(await stored(id)).toMatchObject({ inputs: [dataset], outputs: [{ model_id: 'm-1', step: 0 }], tags: { models: '[{"model":"a"},{"model":"b"}]' } });
  });
});

describe('what is told of the runs of an experiment', () => {
  it('counts active runs by arm, and names their metrics and params', async () => {
    const [mine, empty] = [await experimentIn(world, actor, { number: 3, armParam: 'method' }), await experimentIn(world, actor, { number: 4 })];
    await runIn(world, actor, mine, { params: { method: 'base', seed: '1' } });
    await runIn(world, actor, mine, { params: { method: 'base', seed: '2' }, standing: 'invalid', standingReason: 'crashed' });
    await runIn(world, actor, mine, { params: { method: 'gone' }, lifecycle: 'deleted' });
    const { id } = await runIn(world, actor, mine, { params: { lr: '0.1' } });
    await logs.log(actor, id, { metrics: ['loss', 'acc', 'Loss'].map((key) => ({ key, value: 1, timestamp: 0, step: 0n })) });
    const ids = [empty.id, mine.id];
    expect(await runFacts(world.database, ids)).toEqual([{ runCount: 0, arms: [] }, { runCount: 3, arms: [{ name: 'base', runCount: 2, validRunCount: 1 }] }]);
    expect(await metricKeys(world.database, ids)).toEqual([[], ['Loss', 'acc', 'loss']]);
    expect(await paramKeys(world.database, ids)).toEqual([[], ['lr', 'method', 'seed']]);
  });
});
