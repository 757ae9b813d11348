import { describe, expect, it } from '@jest/globals';

import { scaleOf } from './scale';

describe('an axis', () => {
  it('begins and ends at round values around all that it shows', () => {
    const { ticks, at, decimals } = scaleOf([70.8, 72.9, 70.74, 72.69], [100, 500], 5);
    expect(ticks).toEqual([70.5, 71, 71.5, 72, 72.5, 73]);
    expect(decimals).toBe(1);
    expect([at(70.5), at(73), at(71.75)]).toEqual([100, 500, 300]);
  });

  it('has the digits that tell its ticks apart, however small they are', () => {
    const { ticks, decimals } = scaleOf([0, 0.00004], [0, 100], 4);
    expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
    expect(decimals).toBe(5);
  });

  it('gives equal values room instead of dividing by nothing', () => {
    const { at, ticks } = scaleOf([5, 5], [0, 100], 4);
    expect(ticks.length).toBeGreaterThan(1);
    expect(at(5)).toBeGreaterThan(0);
    expect(at(5)).toBeLessThan(100);
    expect(Number.isFinite(scaleOf([0, 0], [0, 100], 4).at(0))).toBe(true);
  });

  it('shows zero exactly where it is a tick', () => {
    expect(scaleOf([-0.3, 0.7], [0, 100], 4).ticks).toContain(0);
  });
});
