import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { EventStream } from '#libs/platform';
import { useWorld } from '#libs/testing';

import type { Experiment } from './experiment.entity.js';
import { LiveIngest } from './live-ingest.js';
import { aRun, experimentIn } from './testing/index.js';

const world = useWorld();
let heard: string[] = [];
let stream: EventStream;
let one: Experiment;
let other: Experiment;

beforeAll(async () => {
  const actor = await world.person();
  [one, other] = [await experimentIn(world, actor, { number: 1 }), await experimentIn(world, actor, { number: 2 })];
  stream = new EventStream(world.address);
  await stream.onApplicationBootstrap();
  stream.listen((event) => heard.push(`${event.type} ${event['experimentId']}`));
});
afterAll(() => stream.onApplicationShutdown());
afterEach(() => {
  jest.useRealTimers();
  heard = [];
});

const told = async (count: number): Promise<string[]> => {
  while (heard.length < count) await new Promise((resolve) => setImmediate(resolve));
  return heard;
};

describe('telling pages that runs have logged', () => {
  it('happens once for a burst, for each experiment, and not before the pause is over', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    const live = new LiveIngest(world.database);
    const actor = world.someone();
    for (let i = 0; i < 50; i++) for (const experiment of [one, other]) live.logged(aRun(actor, experiment));
    jest.advanceTimersByTime(999);
    expect(heard).toEqual([]);
    jest.advanceTimersByTime(1);
    expect((await told(2)).sort()).toEqual([`experiment.runs_logged ${one.id}`, `experiment.runs_logged ${other.id}`].sort());
    live.logged(aRun(actor, one));
    jest.advanceTimersByTime(1_000);
    expect(await told(3)).toHaveLength(3);
    expect(await world.events()).toEqual([]);
  });

  it('is not forgotten when the server stops in the pause', async () => {
    const live = new LiveIngest(world.database);
    live.logged(aRun(world.someone(), one));
    await live.onApplicationShutdown();
    expect(await told(1)).toEqual([`experiment.runs_logged ${one.id}`]);
  });
});
