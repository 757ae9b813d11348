import { afterEach, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';

import type { Bus } from './bus.js';
import { inlineCompactor } from './inline-compactor.js';
import { MemoryBus } from './memory-bus.js';
import { eventually, turns } from './testing/eventually.js';
import { ROOM, Stage, StagedLog } from './testing/stage.js';
import { updateMessage } from './wire.js';

const stages: Stage[] = [];
afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.end())));

/** Servers on one log. Each person has the same id on all of them. */
function servers(bus: () => Bus, options: ConstructorParameters<typeof Stage>[0] = {}): [Stage, Stage] {
  const log = new StagedLog();
  const [here, there] = [new Stage({ bus: bus(), ...options }, log), new Stage({ bus: bus(), ...options }, log)];
  there.idOf = (name) => here.idOf(name);
  stages.push(here, there);
  return [here, there];
}

const deaf: Bus = { publish: () => undefined, subscribe: () => () => undefined };

describe('two servers on one log', () => {
  it('[BU1] show each other what is durable', async () => {
    const bus = new MemoryBus();
    const [here, there] = servers(() => bus.join());
    const [ada, bob] = [await here.join('Ada'), await there.join('Bob')];
    ada.text.insert(0, 'hello');
    await eventually(() => (bob.take(), bob.text.toString() === 'hello'));
    bob.text.insert(5, ' there');
    await eventually(() => (ada.take(), ada.text.toString() === 'hello there'));
  });

  it('[BU2] find in the log what the bus lost, when the next position shows a gap', async () => {
    let loses = false;
    const bus = new MemoryBus(() => loses);
    const [here, there] = servers(() => bus.join());
    const [ada, bob] = [await here.join('Ada'), await there.join('Bob')];
    loses = true;
    ada.text.insert(0, 'lost ');
    await turns();
    expect(bob.take()).not.toContain('update');
    loses = false;
    ada.text.insert(5, 'and found');
    await eventually(() => (bob.take(), bob.text.toString() === 'lost and found'));
  });

  it('[BU2] find it by themselves when nothing follows', async () => {
    const [here, there] = servers(() => ({ ...deaf }), { limits: { recheckMs: 5 } });
    const [ada, bob] = [await here.join('Ada'), await there.join('Bob')];
    ada.text.insert(0, 'hello');
    await eventually(() => (bob.take(), bob.text.toString() === 'hello'));
  });

  it('[BU2] write in between each other without losing a row', async () => {
    const [here, there] = servers(() => ({ ...deaf }));
    const [ada, bob] = [await here.join('Ada'), await there.join('Bob')];
    ada.text.insert(0, 'a');
    await turns();
    bob.text.insert(0, 'b');
    await eventually(() => (bob.take(), bob.text.length === 2));
    expect((await there.hub.read(ROOM)).position).toBe(2);
  });

  it('[AD7] look into the log before they take others\' words for a forgery, or a change for a gap', async () => {
    const [here, there] = servers(() => ({ ...deaf }));
    const [ada, bob] = [await here.join('Ada'), await here.join('Bob')];
    const late = await there.join('Bob');
    ada.text.insert(0, 'Ada\'s');
    await eventually(() => (bob.take(), bob.text.toString() === 'Ada\'s'));
    bob.text.insert(5, ' and Bob\'s');
    await turns();
    late.answer(bob.doc);
    late.say(updateMessage(Y.encodeStateAsUpdate(bob.doc)));
    await eventually(() => late.take().includes('saved 3'));
    expect(late.wire.closedWith).toBeNull();
    expect(late.text.toString()).toBe('Ada\'s and Bob\'s');
  });

  it('[FO3] keep the base that reaches further, whoever made it', async () => {
    const compactor = inlineCompactor();
    const { fold } = compactor;
    let slow: Promise<void> = Promise.resolve();
    const [here, there] = servers(() => ({ ...deaf }), { limits: { recheckMs: 5 }, compactor: { ...compactor, fold: async (base, rows) => (await slow, fold(base, rows)) } });
    const ada = await here.join('Ada');
    ada.text.insert(0, 'a');
    await turns();
    let finish = (): void => undefined;
    slow = new Promise((resolve) => (finish = resolve));
    ada.wire.cut();
    await turns();
    slow = Promise.resolve();

    // While the first server folds position 1, the second writes the next and folds both.
    const bob = await there.join('Bob');
    bob.text.insert(1, 'b');
    await turns();
    bob.wire.cut();
    await eventually(() => there.hub.metrics.counters.folds === 1);
    const again = await here.join('Ada');
    await eventually(() => (again.take(), again.text.toString() === 'ab'));
    finish();
    await eventually(() => here.hub.metrics.counters.folds === 1);
    expect((await here.hub.read(ROOM)).position).toBe(2);
    expect((await here.join('Cyd')).text.toString()).toBe('ab');
    expect((await here.log.read(ROOM, 0)).base?.upTo).toBe(2);
  });
});
