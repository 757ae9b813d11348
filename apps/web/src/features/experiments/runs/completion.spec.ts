import { describe, expect, it } from '@jest/globals';

import { completionFor, type FilterWords } from './completion';

const words: FilterWords = {
  metricKeys: ['accuracy', 'top-1 error'], paramKeys: ['arm', 'lr'],
  valuesOf: { 'params.arm': ['baseline', 'cosine'], status: ['FINISHED', 'RUNNING'] },
};
const options = (text: string) => completionFor(text, words).options;
/** What stands there after the first option was taken. */
const taken = (text: string) => {
  const { from, options: [first] } = completionFor(text, words);
  return `${text.slice(0, from)}${first ?? '?'}`;
};

describe('what may come next in a filter', () => {
  it('is a name at the start of a condition, with back quotes where the language needs them', () => {
    expect(options('')).toEqual(['metrics.accuracy', 'metrics.`top-1 error`', 'params.arm', 'params.lr', 'run_name', 'status', 'start_time', 'end_time']);
    expect(taken('acc')).toBe('metrics.accuracy');
    expect(taken('metrics.accuracy > 0.7 AND par')).toBe('metrics.accuracy > 0.7 AND params.arm');
  });

  it('puts first what begins as typed', () => {
    expect(options('st')).toEqual(['status', 'start_time']);
  });

  it('is a comparison after a name, of the kind that its values have', () => {
    expect(options('metrics.accuracy ')).toEqual(['>', '>=', '<', '<=', '=', '!=']);
    expect(options('params.arm ')).toEqual(['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN']);
    expect(taken('params.arm no')).toBe('params.arm NOT IN');
  });

  it('is a value that the name is known to take', () => {
    expect(options('params.arm = ')).toEqual(["'baseline'", "'cosine'"]);
    expect(taken("params.arm = 'c")).toBe("params.arm = 'cosine'");
    expect(options('metrics.accuracy > ')).toEqual([]);
  });

  it('is AND after a value, and then a name again', () => {
    expect(taken("params.arm = 'cosine' ")).toBe("params.arm = 'cosine' AND");
    expect(taken('metrics.accuracy > 0.7 a')).toBe('metrics.accuracy > 0.7 AND');
    expect(options("status = 'FINISHED' AND ")).toContain('metrics.accuracy');
  });

  it('is not fooled by AND within quotes', () => {
    expect(options("run_name = 'a AND ")).toEqual([]);
  });

  it('is nothing more once a word is complete', () => {
    expect(options('metrics.accuracy')).toEqual([]);
  });
});
