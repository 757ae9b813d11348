import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DomainError } from '#libs/kernel';

import { parseFilter, parseOrder } from './filter.js';

const read = (text: string): unknown[] => parseFilter(text).map(({ name, operator, value }) => [name.entity, name.key, operator, value]);

/** Where a filter is found to be wrong. */
function complaint(text: string): unknown {
  try {
    parseFilter(text);
    return null;
  } catch (error) {
    return (error as DomainError).details['position'];
  }
}

describe('a filter', () => {
  it('is nothing when empty', () => {
    expect(read('')).toEqual([]);
    expect(read('  \n ')).toEqual([]);
  });

  it('compares metrics with numbers and the rest with texts, joined by AND in any case', () => {
    expect(read(`metrics.acc > 0.9 and params.lr = '0.1' AnD tags.mlflow.parentRunId != "x"`)).toEqual([
      ['metrics', 'acc', '>', 0.9], ['params', 'lr', '=', '0.1'], ['tags', 'mlflow.parentRunId', '!=', 'x'],
    ]);
  });

  it('reads every form of number', () => {
    for (const [text, value] of [['1e-3', 0.001], ['-2', -2], ['+.5', 0.5], ['3.', 3]] as const) expect(read(`metrics.x<=${text}`)).toEqual([['metrics', 'x', '<=', value]]);
  });

  it('takes keys in double quotes or back quotes, and quotes of one kind within the other', () => {
    expect(read('metrics."top 5" >= 1 AND params.`a\'b` = "it\'s"')).toEqual([['metrics', 'top 5', '>=', 1], ['params', "a'b", '=', "it's"]]);
  });

  it('takes an attribute without its entity, slashes and hyphens in keys, letters of any script', () => {
    expect(read(`status = 'FINISHED' AND metrics.val/loss-2 < 1 AND params.größe ILIKE '%L'`)).toEqual([
      [null, 'status', '=', 'FINISHED'], ['metrics', 'val/loss-2', '<', 1], ['params', 'größe', 'ILIKE', '%L'],
    ]);
  });

  it('takes lists', () => {
    expect(read(`run_id IN ('a', 'b') AND attributes.run_id NOT IN ("c")`)).toEqual([[null, 'run_id', 'IN', ['a', 'b']], ['attributes', 'run_id', 'NOT IN', ['c']]]);
  });

  it('says at which character it stops making sense', () => {
    expect(complaint(`metrics.a > `)).toBe(12);
    expect(complaint(`metrics.a > 1 OR metrics.b > 2`)).toBe(14);
    expect(complaint(`(metrics.a > 1)`)).toBe(0);
    expect(complaint(`params.a = 'x`)).toBe(11);
    expect(complaint(`params.a = x`)).toBe(11);
    expect(complaint(`metrics. > 1`)).toBe(9);
    expect(complaint(`metrics.a ~ 1`)).toBe(10);
    expect(complaint(`metrics.a > 1 AND`)).toBe(17);
    expect(complaint(`run_id IN ()`)).toBe(11);
    expect(complaint(`metrics.a > 1e999`)).toBe(12);
  });

  it('ends, with an answer or a refusal, for whatever is typed', () => {
    const piece = fc.constantFrom('metrics', '.', 'acc', ' ', '>', '1', "'", '"', '`', 'AND', 'IN', '(', ')', ',', 'NOT', 'é', '\\', '%', '1e5', '-');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const at = complaint(pieces.join(''));
      expect(at === null || typeof at === 'number').toBe(true);
    }), { seed: 7, numRuns: 2_000 });
  });

  it('refuses what is longer than anybody writes', () => {
    expect(complaint(`params.a = '${'x'.repeat(10_000)}'`)).toBe(10_000);
    expect(complaint(Array.from({ length: 51 }, () => 'metrics.a > 1').join(' AND '))).toEqual(expect.any(Number));
  });
});

describe('an order', () => {
  it('goes up unless told to go down', () => {
    expect(parseOrder('metrics.`val loss` DESC')).toMatchObject({ name: { entity: 'metrics', key: 'val loss' }, descending: true });
    expect(parseOrder('start_time asc')).toMatchObject({ name: { entity: null, key: 'start_time' }, descending: false });
    expect(parseOrder('params.lr')).toMatchObject({ descending: false });
    expect(() => parseOrder('params.lr; DROP')).toThrow(expect.objectContaining({ code: 'RUN_FILTER_INVALID' }));
  });
});
