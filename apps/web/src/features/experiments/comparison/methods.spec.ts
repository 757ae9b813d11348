import { describe, expect, it } from '@jest/globals';

import { type Comparison, decimalsOf } from './comparison';
import { asLatex, latexTable, methodsSentence } from './methods';

const run = (runName: string, value: number, standing: 'valid' | 'superseded' = 'valid') => ({ runId: runName, runName, seed: null, value, standing });

const comparison: Comparison = {
  metric: 'test_accuracy', direction: 'higher_is_better', unit: '%', decimals: 2, alpha: 0.05,
  baseline: { name: 'linear', n: 5, mean: 71.26, sd: 0.4219, interval: { low: 70.7361, high: 71.7839 }, values: [], excluded: [] },
  treatment: { name: 'cosine', n: 5, mean: 71.98, sd: 0.5718, interval: { low: 71.27, high: 72.69 }, values: [], excluded: [run('cosine-s4', 72.9, 'superseded')] },
  difference: 0.72, differenceInterval: { low: -0.0241, high: 1.4641 }, p: 0.05605, t: 2.26, df: 7.36, hedgesG: 1.2934,
  method: 'Welch’s t-test, two-sided, 95 % t intervals', smallestReachableExactP: 0.0079, sentence: '', computedAt: '2026-11-24T13:00:00Z',
};

describe('the methods sentence', () => {
  it('says what was compared how, the estimate with its interval, p, effect and n, and what was left out', () => {
    expect(methodsSentence(comparison).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toBe(
      'We compared test_accuracy of cosine with linear over 5 runs an arm (unpaired; Welch’s t-test, two-sided, 95 % t intervals; alpha 0.05). '
      + 'The difference was +0.72 points, 95 % interval [−0.02, 1.46], p = 0.056, Hedges g = 1.29. 1 run (superseded) was left out.',
    );
  });

  it('claims no difference where none could be computed', () => {
    const few = { ...comparison, treatment: { ...comparison.treatment, n: 1 }, difference: 0.7, differenceInterval: null, p: null };
    expect(methodsSentence(few)).not.toContain('difference');
    expect(methodsSentence(few)).toContain('over 1 and 5 runs');
  });

  it('escapes for LaTeX what LaTeX would obey', () => {
    expect(asLatex('test_accuracy is −0.02\u202f% & p < 0.0001')).toBe('test\\_accuracy is $-$0.02\\,\\% \\& p $<$ 0.0001');
    expect(asLatex('a\\b{c}')).toBe('a\\textbackslash{}b\\{c\\}');
  });

  it('makes a table with n, interval, alpha and what was left out in its caption', () => {
    const table = latexTable(comparison);
    expect(table).toContain('cosine & 71.98 & [71.27, 72.69] & 0.57 & 5');
    expect(table).toMatch(/\\caption\{test\\_accuracy.*Welch.*alpha 0\.05.*superseded.*\}/);
  });
});

describe('the digits of a comparison', () => {
  it('are those that the experiment gives, and for another metric as many as its spread leaves meaning', () => {
    expect(decimalsOf(comparison, true)).toBe(2);
    const loss = { ...comparison, baseline: { ...comparison.baseline, sd: 0.000097 }, treatment: { ...comparison.treatment, sd: 0.000094 } };
    expect(decimalsOf(loss, false)).toBe(6);
    expect(decimalsOf({ ...comparison, baseline: { ...comparison.baseline, sd: 0 }, treatment: { ...comparison.treatment, sd: null } }, false)).toBe(2);
  });
});
