import type { MetricCurvesQuery } from '../../../graphql/generated/graphql';
import type { Series } from '../series';
import { smoothed } from './smoothing';

export type CurvePoint = MetricCurvesQuery['metricSeries'][number]['points'][number];

/** One curve to draw. */
export interface Curve {
  readonly id: string;
  readonly name: string;
  readonly arm: string | null;
  readonly series: Series;
  readonly totalPoints: number;
  readonly points: readonly CurvePoint[];
  /** Drawn thin and pale: a run behind the mean of its arm. */
  readonly pale?: boolean;
}

/** What a row of the data is: the line itself, what was logged behind a smoothed one, or the edges of a thinned stretch. */
export interface Line {
  readonly curve: Curve;
  readonly role: 'line' | 'behind' | 'most' | 'least';
}

/** A value at each step; null is a gap, undefined a step that only other curves have. */
type Values = (number | null | undefined)[];

export interface Aligned {
  readonly steps: number[];
  readonly lines: readonly Line[];
  readonly values: readonly Values[];
}

/**
 * Curves on one axis of steps, nothing invented between what was logged. On a logarithmic axis what is not positive has no
 * place and becomes a gap.
 */
export function aligned(curves: readonly Curve[], { weight, logarithmic }: { weight: number; logarithmic: boolean }): Aligned {
  const steps = [...new Set(curves.flatMap(({ points }) => points.map(({ step }) => step)))].sort((a, b) => a - b);
  const place = new Map(steps.map((step, index) => [step, index]));
  const drawable = (value: number | null): number | null => (value === null || (logarithmic && value <= 0) ? null : value);
  const rows = curves.flatMap((curve) => rowsOf(curve, weight).map(({ role, values }) => {
    const row: Values = Array.from({ length: steps.length });
    curve.points.forEach(({ step }, index) => { row[place.get(step)!] = drawable(values[index] ?? null); });
    return { line: { curve, role }, row };
  }));
  return { steps, lines: rows.map(({ line }) => line), values: rows.map(({ row }) => row) };
}

function rowsOf({ points, pale = false }: Curve, weight: number): { role: Line['role']; values: (number | null)[] }[] {
  const logged = points.map(({ value }) => value ?? null);
  if (pale) return [{ role: 'behind', values: logged }];
  const thinned = points.some(({ min }) => min != null);
  return [
    ...(thinned ? [
      { role: 'most' as const, values: points.map(({ max, value }) => max ?? value ?? null) },
      { role: 'least' as const, values: points.map(({ min, value }) => min ?? value ?? null) },
    ] : []),
    ...(weight > 0 ? [{ role: 'behind' as const, values: logged }] : []),
    { role: 'line' as const, values: weight > 0 ? smoothed(logged, weight) : logged },
  ];
}
