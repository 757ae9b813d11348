import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { plansOf, useWorld } from '#libs/testing';

import type { Experiment } from '../experiment.entity.js';
import type { Run } from '../runs/run.entity.js';
import { RunLogService } from '../runs/run-log.service.js';
import { experimentIn, runIn, SilentIngest } from '../testing/index.js';
import { MetricCurves } from './metric-curves.js';
import { type LoggedMetric, MetricStore } from './metric-store.js';

const world = useWorld();
const store = new MetricStore(world.database);
const curves = new MetricCurves(world.database);
const logs = new RunLogService(world.database, store, new SilentIngest(world.database));
let actor: Actor;
let experiment: Experiment;

beforeAll(async () => {
  actor = await world.person('researcher');
  experiment = await experimentIn(world, actor, { number: 1 });
});

const freshRun = (): Promise<Run> => runIn(world, actor, experiment);
const point = (step: number | bigint, value: number, timestamp = Number(step), key = 'loss'): LoggedMetric => ({ key, value, timestamp, step: BigInt(step) });
const log = (run: Run, ...points: LoggedMetric[]): Promise<void> => world.database.transaction((tx) => store.append(tx, run, points));
const latest = async (run: Run): Promise<unknown> =>
  (await store.latestOf([run.id])).get(run.id)?.map(({ key, lastStep, lastTs, lastValue, points }) => [key, lastStep, Number(lastTs), lastValue, Number(points)]);

describe('logging metrics', () => {
  it('keeps 64-bit steps, NaN and the infinities exactly', async () => {
    const run = await freshRun();
    await log(run, point(2n ** 63n - 1n, 1, 0), point(-(2n ** 63n), NaN, 1), point(2n ** 53n + 1n, Infinity, 2), point(0, -Infinity, 3), point(1, 5e-324, 4));
    const history = await store.history(run.id, 'loss', null, null);
    expect(history.map(({ step, value }) => [step, value])).toEqual([
      ['9223372036854775807', 1], ['-9223372036854775808', NaN], ['9007199254740993', Infinity], ['0', -Infinity], ['1', 5e-324],
    ]);
  });

  it('changes nothing when the same is logged again', async () => {
    const run = await freshRun();
    const points = [point(1, 0.5), point(1, NaN), point(2, 0.4)];
    await log(run, ...points);
    await log(run, ...points, ...points);
    expect(await latest(run)).toEqual([['loss', '2', 2, 0.4, 3]]);
  });

  it('takes as latest the greatest by step, then time, then value, in whatever order they come', async () => {
    const run = await freshRun();
    await log(run, point(5, 0.1, 10));
    await log(run, point(4, 0.9, 99));
    expect(await latest(run)).toEqual([['loss', '5', 10, 0.1, 2]]);
    await log(run, point(5, 0.3, 10), point(5, 0.2, 10));
    expect(await latest(run)).toEqual([['loss', '5', 10, 0.3, 4]]);
    await log(run, point(5, 0.0, 11));
    expect(await latest(run)).toEqual([['loss', '5', 11, 0, 5]]);
  });

  it('lets ten clients log to one run at once, with keys in any order, and loses nothing', async () => {
    const run = await freshRun();
    const keys = Array.from({ length: 20 }, (_, i) => `metric ${i}`);
    await Promise.all(Array.from({ length: 10 }, (_, client) => {
      const shuffled = keys.map((key, i) => ({ key, place: (i * (2 * client + 3)) % 41 })).sort((a, b) => a.place - b.place).map(({ key }) => key);
      const metrics = [0, 1, 2].flatMap((step) => shuffled.map((key) => point(step * 10 + client, client, 1, key)));
      return logs.log(actor, run.id, { metrics, params: { [`p${client}`]: '1' } });
    }));
    const series = (await store.latestOf([run.id])).get(run.id)!;
    expect(series).toHaveLength(20);
    expect(new Set(series.map(({ points, firstStep, lastStep, lastValue }) => `${points} ${firstStep} ${lastStep} ${lastValue}`))).toEqual(new Set(['30 0 29 9']));
  });

  it('draws no number for a series that is there already', async () => {
    const run = await freshRun();
    await log(run, point(0, 1));
    const [before] = await world.database.sql<{ last: string }>(`SELECT last_value AS last FROM metric_series_id_seq`);
    for (let step = 1; step < 5; step++) await log(run, point(step, 1));
    expect(await world.database.sql(`SELECT last_value AS last FROM metric_series_id_seq`)).toEqual([before]);
  });
});

describe('a history', () => {
  it('comes in the order of time, step and value, page by page', async () => {
    const run = await freshRun();
    await log(run, point(3, 1, 5), point(1, NaN, 7), point(2, 2, 5), point(1, 1, 7), point(9, 0, 1));
    const whole = await store.history(run.id, 'loss', null, null);
    expect(whole.map(({ ts, step, value }) => [ts, step, value])).toEqual([[1, '9', 0], [5, '2', 2], [5, '3', 1], [7, '1', 1], [7, '1', NaN]]);
    const walked = [];
    for (let last: (typeof whole)[number] | undefined, page = await store.history(run.id, 'loss', 2, null); page.length > 0;) {
      walked.push(...page);
      last = page.at(-1)!;
      page = await store.history(run.id, 'loss', 2, [last.ts, last.step, last.value]);
    }
    expect(walked).toEqual(whole);
  });

  it('is sampled at steps that all runs share, with the first and last of each', async () => {
    const [one, other] = [await freshRun(), await freshRun()];
    await log(one, ...Array.from({ length: 100 }, (_, step) => point(step, step)));
    await log(other, ...Array.from({ length: 50 }, (_, i) => point(i + 13, i)));
    const points = await store.sampled([one.id, other.id], 'loss', null, 20);
    const steps = (id: string): number[] => points.filter(({ runId }) => runId === id).map(({ step }) => Number(step));
    expect(steps(one.id)).toEqual(expect.arrayContaining([0, 99]));
    expect(steps(other.id)).toEqual(expect.arrayContaining([13, 62]));
    expect(steps(one.id).length).toBeLessThanOrEqual(14);
    expect(steps(other.id).every((step) => steps(one.id).includes(step))).toBe(true);
    expect((await store.sampled([one.id], 'loss', { from: '10', to: '12' }, 20)).map(({ step }) => step)).toEqual(['10', '11', '12']);
  });
});

describe('a curve', () => {
  it('is whole while it is short, with gaps where a value is not finite', async () => {
    const run = await freshRun();
    await log(run, point(2, NaN), point(1, 0.5), point(3, Infinity));
    const [curve] = await curves.of(actor, [run.id], 'loss', 3);
    expect(curve).toMatchObject({ runId: run.id, key: 'loss', totalPoints: 3 });
    expect(curve!.points).toEqual([1, 2, 3].map((step) => ({ step, timestamp: new Date(step), value: step === 1 ? 0.5 : null, min: null, max: null })));
  });

  it.each([['steps', (i: number) => point(i * 3, Math.sin(i / 50), i)], ['times alone', (i: number) => point(0, Math.sin(i / 50), i * 7)]])(
    'along %s keeps its first and last point and every extreme when it is thinned', async (_axis, nth) => {
      const run = await freshRun();
      const points = Array.from({ length: 5_000 }, (_, i) => nth(i));
      const spiked = points.map((one, i) => (i === 1234 ? { ...one, value: 99 } : i === 4000 ? { ...one, value: NaN } : i === 4321 ? { ...one, value: -99 } : one));
      await log(run, ...spiked);
      const [curve] = await curves.of(actor, [run.id], 'loss', 200);
      const drawn = curve!.points;
      expect(curve!.totalPoints).toBe(5_000);
      expect(drawn.length).toBeLessThanOrEqual(201);
      expect(drawn.length).toBeGreaterThan(90);
      expect([drawn[0]!.timestamp.getTime(), drawn[0]!.value]).toEqual([spiked[0]!.timestamp, spiked[0]!.value]);
      expect([drawn.at(-1)!.timestamp.getTime(), drawn.at(-1)!.value]).toEqual([spiked.at(-1)!.timestamp, spiked.at(-1)!.value]);
      expect([Math.min(...drawn.flatMap(({ min }) => min ?? [])), Math.max(...drawn.flatMap(({ max }) => max ?? []))]).toEqual([-99, 99]);
      const places = drawn.map(({ step, timestamp }) => step * 1e6 + timestamp.getTime());
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });

  it('keeps the edges of its stretches while it grows', async () => {
    const run = await freshRun();
    await log(run, ...Array.from({ length: 900 }, (_, i) => point(i, i)));
    const [early] = await curves.of(actor, [run.id], 'loss', 300);
    await log(run, ...Array.from({ length: 60 }, (_, i) => point(900 + i, i)));
    const [later] = await curves.of(actor, [run.id], 'loss', 300);
    const kept = early!.points.slice(0, -1);
    expect(later!.points.slice(0, kept.length)).toEqual(kept);
  });

  it('is read along the key of the points, whatever else is stored', async () => {
    const run = await freshRun();
    await log(run, ...Array.from({ length: 3_000 }, (_, i) => point(i, i)), ...Array.from({ length: 3_000 }, (_, i) => point(0, i, i, 'stepless')));
    await world.database.sql(
      `INSERT INTO metric_series (run_id, experiment_id, key, points, first_step, last_step, last_ts, last_value)
       SELECT $1, $2, 'other ' || i, 1, 0, 0, 0, 0 FROM generate_series(1, 1000) i`, [run.id, experiment.id]);
    await world.database.sql(`INSERT INTO metric_point (series_id, ts, step, value) SELECT id, i, i, i FROM metric_series, generate_series(1, 100) i WHERE key LIKE 'other %'`);
    await world.database.sql('ANALYZE metric_series, metric_point');
    const plans = await plansOf(world, async () => {
      for (const key of ['loss', 'stepless']) for (const most of [100, 4_000]) await curves.of(actor, [run.id], key, most);
      await store.history(run.id, 'loss', 100, [5, '5', 5]);
      await store.sampled([run.id], 'loss', null, 100);
    });
    expect(plans.filter((plan) => plan.includes('metric_point')).length).toBeGreaterThan(5);
    expect(plans.filter((plan) => /Seq Scan on metric_(point|series)/.test(plan))).toEqual([]);
  });

  it('is not drawn for who may not read the run, and not for too much at once', async () => {
    const run = await freshRun();
    await log(run, point(1, 1));
    expect(await curves.of(world.someone('guest'), [run.id], 'loss')).toEqual([]);
    await expect(curves.of(actor, [run.id], 'loss', 1)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'maxPoints' } });
    await expect(curves.of(actor, Array.from({ length: 101 }, () => run.id), 'loss')).rejects.toMatchObject({ details: { field: 'runIds' } });
  });
});
