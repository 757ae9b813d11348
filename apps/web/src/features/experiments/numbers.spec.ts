import { describe, expect, it } from '@jest/globals';

import { bounds, counted, differenceUnit, estimate, levelOf, measured, NOT_FINITE, plusMinus, pStatement, pValue, styleOf, withUnit } from './numbers';

const ACCURACY = { key: 'accuracy', unit: '%', decimals: 2 };

describe('numbers of an experiment', () => {
  it('have the digits of their metric, and five that count where nobody has said', () => {
    expect(measured(71.2, styleOf('accuracy', ACCURACY))).toBe('71.20');
    expect(measured(0.123456789, styleOf('loss', ACCURACY))).toBe('0.12346');
    expect(measured(71.2, styleOf('loss', null))).toBe('71.2');
    expect(measured(-6.25e-8, {})).toBe('−6.25e−8');
    expect(measured(1.5e21, {})).toBe('1.5e21');
  });

  it('say what was not finite instead of inventing a number', () => {
    expect(measured(null, { decimals: 2 })).toBe(NOT_FINITE);
  });

  it('carry their unit, and differ by points where they are shares', () => {
    expect(withUnit('71.26', '%')).toBe('71.26\u202f%');
    expect(withUnit('+0.72', differenceUnit('%'))).toBe('+0.72 points');
    expect(withUnit('3', '')).toBe('3');
    expect(differenceUnit('ms')).toBe('ms');
  });

  it('bring what is not known about them, with a true minus', () => {
    const interval = { low: -0.0241, high: 1.4641 };
    expect(bounds(interval, 2)).toBe('[−0.02, 1.46]');
    expect(estimate(0.72, interval, 2)).toBe('+0.72 [−0.02, 1.46]');
    expect(plusMinus(71.98, { low: 71.27, high: 72.69 }, 2)).toBe('71.98 ± 0.71');
    expect(plusMinus(71.98, null, 2)).toBe('71.98');
  });

  it('never write a p as zero', () => {
    expect(pValue(0.0560548)).toBe('0.056');
    expect(pValue(0.00042)).toBe('0.0004');
    expect(pValue(1e-17)).toBe('< 0.0001');
    expect(pStatement(0.0560548)).toBe('p\u00a0=\u00a00.056');
    expect(pStatement(1e-17)).toBe('p < 0.0001');
  });

  it('name the level that belongs to an alpha', () => {
    expect(levelOf(0.05)).toBe('95\u202f%');
    expect(levelOf(0.001)).toBe('99.9\u202f%');
  });

  it('group the digits of long counts', () => {
    expect(counted(1_250_000)).toBe('1\u202f250\u202f000');
  });
});
