import { describe, expect, it } from '@jest/globals';

import { ActionRegistry } from './registry';

const action = (id: string) => ({ id, label: id, run: () => undefined });

describe('what can be done', () => {
  it('is what the open page offers, the innermost first, until it goes', () => {
    const registry = new ActionRegistry();
    registry.add([action('frame')]);
    const leave = registry.add([action('page'), action('page too')]);
    expect(registry.list().map(({ id }) => id)).toEqual(['page', 'page too', 'frame']);
    leave();
    expect(registry.list().map(({ id }) => id)).toEqual(['frame']);
  });

  it('tells its listeners of every change, and only those who still listen', () => {
    const registry = new ActionRegistry();
    const heard: number[] = [];
    const stop = registry.subscribe(() => heard.push(registry.list().length));
    registry.add([action('one')])();
    stop();
    registry.add([action('two')]);
    expect(heard).toEqual([1, 0]);
  });

  it('takes a list away once for each time that it was offered', () => {
    const registry = new ActionRegistry();
    const list = [action('one')];
    const leave = registry.add(list);
    registry.add(list);
    leave();
    expect(registry.list()).toHaveLength(1);
  });
});
