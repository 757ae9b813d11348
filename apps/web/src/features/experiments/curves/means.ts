import { mean, meanInterval } from '#libs/statistics';

import type { Curve, CurvePoint } from './aligned';

/** More than a drawing has pixels for, and few enough to compute while somebody looks. */
const MOST_STEPS = 400;

/** The curves of one arm. */
export interface ArmCurves {
  readonly arm: string;
  readonly curves: readonly Curve[];
}

/** The arms that have more than one curve, of which alone there is a mean. */
export function repeatedArms(curves: readonly Curve[]): ArmCurves[] {
  const arms = [...new Set(curves.flatMap(({ arm }) => arm ?? []))];
  return arms.map((arm) => ({ arm, curves: curves.filter((curve) => curve.arm === arm) })).filter((arm) => arm.curves.length > 1);
}

/**
 * The mean of an arm's curves over steps, with its 95 % t interval as the edges of a band.
 *
 * Runs log at steps of their own, so a run is interpolated linearly between its points; it is never continued beyond them or
 * across a gap. At each step only the runs count that are there: where one stops early the mean may jump. Of one run alone
 * there is no interval, and of none no point.
 */
export function meanCurve({ arm, curves }: ArmCurves): Curve {
  const readers = curves.map(({ points }) => readerOf(points));
  const points = stepsOf(curves).flatMap((step): CurvePoint[] => {
    const there = readers.flatMap((read) => read(step) ?? []);
    if (there.length === 0) return [];
    const interval = meanInterval(there);
    return [{ step, value: mean(there), min: interval?.low ?? null, max: interval?.high ?? null }];
  });
  return { id: `mean of ${arm}`, name: `mean of ${arm}`, arm, series: curves[0]!.series, totalPoints: points.length, points };
}

/** The steps of all curves; evenly chosen among them where they are too many, with the first and the last. */
function stepsOf(curves: readonly Curve[]): number[] {
  const all = [...new Set(curves.flatMap(({ points }) => points.map(({ step }) => step)))].sort((a, b) => a - b);
  if (all.length <= MOST_STEPS) return all;
  return Array.from({ length: MOST_STEPS }, (_, index) => all[Math.round((index / (MOST_STEPS - 1)) * (all.length - 1))]!);
}

/** Reads one curve at steps that only grow, each point looked at once. Undefined outside of the curve and in its gaps. */
function readerOf(points: readonly CurvePoint[]): (step: number) => number | undefined {
  let next = 0;
  return (step) => {
    while (next < points.length && points[next]!.step < step) next += 1;
    const [before, after] = [points[next - 1], points[next]];
    if (after === undefined || after.value == null) return undefined;
    if (after.step === step) return after.value;
    if (before === undefined || before.value == null) return undefined;
    return before.value + ((step - before.step) / (after.step - before.step)) * (after.value - before.value);
  };
}
