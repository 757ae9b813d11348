import { describe, expect, it } from '@jest/globals';

import type { ExperimentShown } from '../experiment';
import { columnsIn, nameOf, nextOrder, orderIn, sortFor, usualColumns } from './columns';

const experiment = {
  metricKeys: ['ece', 'f1', 'loss', 'test accuracy'], paramKeys: ['arm', 'batch', 'epochs', 'lr', 'seed'], armParam: 'arm', seedParam: 'seed',
  primaryMetric: { key: 'test accuracy', direction: 'higher_is_better', unit: '%', decimals: 2 },
} as unknown as ExperimentShown;

describe('the columns of runs', () => {
  it('begin with the metric that judges, and leave out what has a column of its own', () => {
    expect(usualColumns(experiment).map(nameOf)).toEqual(['metrics.test accuracy', 'metrics.ece', 'metrics.f1', 'params.batch', 'params.epochs']);
  });

  it('are read from the address, without what is no column', () => {
    expect(columnsIn('metrics.test accuracy,params.optim.lr,tags.x,')).toEqual([{ kind: 'metrics', key: 'test accuracy' }, { kind: 'params', key: 'optim.lr' }]);
  });
});

describe('the order of runs', () => {
  const press = (by: string, times: number) => Array.from({ length: times }).reduce<string | undefined>((order) => nextOrder(orderIn(order), by), undefined);

  it('goes through both ways and back to the usual one as a heading is pressed', () => {
    expect([1, 2, 3].map((times) => press('metrics.ece', times))).toEqual(['-metrics.ece', 'metrics.ece', undefined]);
    expect([1, 2, 3].map((times) => press('name', times))).toEqual(['name', '-name', undefined]);
  });

  it('starts with another heading anew', () => {
    expect(nextOrder(orderIn('-metrics.ece'), 'params.lr')).toBe('params.lr');
  });

  it('is told to the server by what it sorts, and is the newest first without one', () => {
    expect(sortFor(orderIn('-metrics.test accuracy'))).toEqual({ by: 'metric', key: 'test accuracy', descending: true });
    expect(sortFor(orderIn('params.seed'))).toEqual({ by: 'param', key: 'seed', descending: false });
    expect(sortFor(orderIn('name'))).toEqual({ by: 'name', key: null, descending: false });
    expect(sortFor(undefined)).toEqual({ by: 'started_at', key: null, descending: true });
    expect(sortFor(orderIn('nonsense'))).toEqual(sortFor(undefined));
  });
});
