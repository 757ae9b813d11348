import { describe, expect, it } from '@jest/globals';

import { BASELINE } from '../series';
import { aligned, type Curve, type CurvePoint } from './aligned';
import { smoothed } from './smoothing';

const point = (step: number, value: number | null, thinned: Partial<CurvePoint> = {}): CurvePoint => ({ step, value, min: null, max: null, ...thinned });
const curve = (id: string, ...points: CurvePoint[]): Curve => ({ id, name: id, arm: null, series: BASELINE, totalPoints: points.length, points });
const AS_LOGGED = { weight: 0, logarithmic: false };

describe('curves on one axis', () => {
  it('share their steps, and nothing is invented where only another was logged', () => {
    const { steps, values } = aligned([curve('a', point(0, 1), point(2, 3)), curve('b', point(1, 5))], AS_LOGGED);
    expect(steps).toEqual([0, 1, 2]);
    expect(values).toEqual([[1, undefined, 3], [undefined, 5, undefined]]);
  });

  it('keep a gap where a value is not finite', () => {
    expect(aligned([curve('a', point(0, 1), point(1, null), point(2, 3))], AS_LOGGED).values).toEqual([[1, null, 3]]);
  });

  it('have gaps on a logarithmic axis where nothing can be drawn', () => {
    expect(aligned([curve('a', point(0, 1), point(1, 0), point(2, -3))], { weight: 0, logarithmic: true }).values).toEqual([[1, null, null]]);
  });

  it('show the extremes of what was thinned', () => {
    const { lines, values } = aligned([curve('a', point(0, 1), point(9, 2, { min: 0.5, max: 7 }))], AS_LOGGED);
    expect(lines.map(({ role }) => role)).toEqual(['most', 'least', 'line']);
    expect(values).toEqual([[1, 7], [1, 0.5], [1, 2]]);
  });

  it('keep what was logged behind what is smoothed', () => {
    const { lines, values } = aligned([curve('a', point(0, 2), point(1, 4))], { weight: 0.5, logarithmic: false });
    expect(lines.map(({ role }) => role)).toEqual(['behind', 'line']);
    expect(values[0]).toEqual([2, 4]);
    expect(values[1]![1]).toBeCloseTo(10 / 3, 12);
  });
});

describe('smoothing', () => {
  it('is not drawn towards zero at the start', () => {
    expect(smoothed([5, 5, 5], 0.9).map((value) => value?.toFixed(9))).toEqual(['5.000000000', '5.000000000', '5.000000000']);
  });

  it('leaves a gap a gap, and goes on after it', () => {
    const [first, gap, last] = smoothed([2, null, 4], 0.5);
    expect([first, gap]).toEqual([2, null]);
    expect(last).toBeCloseTo(10 / 3, 12);
  });
});
