import { describe, expect, it } from '@jest/globals';

import { BASELINE } from '../series';
import type { Curve, CurvePoint } from './aligned';
import { meanCurve, repeatedArms } from './means';

const point = (step: number, value: number | null): CurvePoint => ({ step, value, min: null, max: null });
const curve = (id: string, ...points: CurvePoint[]): Curve => ({ id, name: id, arm: 'a', series: BASELINE, totalPoints: points.length, points });
const meanOf = (...curves: Curve[]) => meanCurve({ arm: 'a', curves }).points;

describe('the mean of curves', () => {
  it('is of the arms that have more than one', () => {
    const named = (arm: string | null) => ({ ...curve('1', point(0, 1)), arm });
    expect(repeatedArms([named('a'), named('b'), named('a'), named(null), named(null)]).map(({ arm, curves }) => [arm, curves.length])).toEqual([['a', 2]]);
  });

  it('has the t interval of the runs at each step as its edges', () => {
    const [first] = meanOf(curve('1', point(0, 71.2)), curve('2', point(0, 70.8)), curve('3', point(0, 71.9)), curve('4', point(0, 71)), curve('5', point(0, 71.4)));
    expect(first!.value).toBeCloseTo(71.26, 10);
    expect([first!.min!.toFixed(2), first!.max!.toFixed(2)]).toEqual(['70.74', '71.78']);
  });

  it('reads a run between its own points, where others logged', () => {
    expect(meanOf(curve('1', point(0, 0), point(10, 10)), curve('2', point(0, 0), point(5, 1), point(10, 2))).map(({ step, value }) => [step, value])).toEqual([[0, 0], [5, 3], [10, 6]]);
  });

  it('counts only the runs that are there: none is continued beyond its end, before its beginning, or across a gap', () => {
    const ended = meanOf(curve('1', point(0, 1), point(1, 1)), curve('2', point(1, 3), point(2, 3)));
    expect(ended).toEqual([{ step: 0, value: 1, min: null, max: null }, expect.objectContaining({ step: 1, value: 2 }), { step: 2, value: 3, min: null, max: null }]);
    const torn = meanOf(curve('1', point(0, 1), point(2, null), point(4, 1)), curve('2', point(0, 3), point(1, 3), point(3, 3), point(4, 3)));
    expect(torn.map(({ value }) => value)).toEqual([2, 3, 3, 3, 2]);
  });

  it('is computed at some hundred steps at most, the first and the last among them', () => {
    const long = meanOf(curve('1', ...Array.from({ length: 5000 }, (_, step) => point(step, step))));
    expect(long).toHaveLength(400);
    expect([long[0]!.step, long.at(-1)!.step]).toEqual([0, 4999]);
  });
});
