import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Actor } from '#libs/access';
import { invalidInput, type RunId } from '#libs/kernel';
import { Database } from '#libs/platform';

import { readableRuns } from '../runs/runs-in.js';
import { MetricSeries } from './metric-series.entity.js';

/** A point of a curve, or of a stretch of it that was thinned to one. */
export interface CurvePoint {
  readonly step: number;
  readonly timestamp: Date;
  /** The last value of the stretch; null where it is not a finite number: a gap. */
  readonly value: number | null;
  /** The extremes of the stretch among finite values; null for a point that stands for itself. */
  readonly min: number | null;
  readonly max: number | null;
}

export interface Curve {
  readonly runId: RunId;
  readonly key: string;
  /** How many points were logged. */
  readonly totalPoints: number;
  readonly points: CurvePoint[];
}

const DEFAULT_POINTS = 1_000;
const MOST_POINTS = 5_000;
const MOST_RUNS = 100;

interface PointRow {
  readonly series_id: number;
  readonly step: string;
  readonly ts: string;
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** What a series is cut along: by step, or by time where a script gives no steps and all of them are 0. */
interface Cut {
  readonly id: number;
  readonly axis: 'step' | 'ts';
  /** A stretch is 2^shift wide. Edges at multiples of a power of two stay where they are while a curve grows. */
  readonly shift: number;
}

/** Metrics as curves to be drawn, thinned here so that a million points travel as a thousand. */
@Injectable()
export class MetricCurves {
  constructor(private readonly database: Database) {}

  /**
   * One metric of those runs that the actor may read, each with at most about `maxPoints` points in the order of steps. Thinned curves keep their first
   * and last point, and say of each stretch how low and how high it went, so that no spike is lost.
   *
   * @throws DomainError `INVALID_INPUT` naming `runIds` or `maxPoints`.
   */
  async of(actor: Actor, runIds: readonly RunId[], key: string, maxPoints = DEFAULT_POINTS): Promise<Curve[]> {
    if (!Number.isInteger(maxPoints) || maxPoints < 2 || maxPoints > MOST_POINTS) throw invalidInput('maxPoints', `Ask for 2 to ${MOST_POINTS} points.`);
    if (runIds.length > MOST_RUNS) throw invalidInput('runIds', `Ask for at most ${MOST_RUNS} runs at once.`);
    const runs = await readableRuns(this.database, actor, runIds);
    const series = await this.database.read(MetricSeries).find({ where: { runId: In(runs.map(({ id }) => id)), key } });
    const [whole, long] = [series.filter((one) => Number(one.points) <= maxPoints), series.filter((one) => Number(one.points) > maxPoints)];
    const cuts = await this.cutsFor(long, maxPoints);
    const rows = [
      ...(whole.length > 0 ? await this.all(whole.map(({ id }) => id)) : []),
      ...(await this.thinned(cuts, 'step')),
      ...(await this.thinned(cuts, 'ts')),
    ];
    const bySeries = new Map<number, PointRow[]>(series.map(({ id }) => [id, []]));
    for (const row of rows) bySeries.get(row.series_id)?.push(row);
    return runs.flatMap(({ id: runId }) => {
      const one = series.find((found) => found.runId === runId);
      return one === undefined ? [] : [{ runId, key, totalPoints: Number(one.points), points: (bySeries.get(one.id) ?? []).map(pointOf) }];
    });
  }

  private async all(ids: readonly number[]): Promise<PointRow[]> {
    return this.database.sql<PointRow>(
      `SELECT series_id, step, ts, value, NULL AS min, NULL AS max FROM metric_point
       WHERE series_id = ANY($1::integer[]) ORDER BY series_id, step, ts, value`, [ids]);
  }

  private async cutsFor(series: readonly MetricSeries[], maxPoints: number): Promise<Cut[]> {
    const stepless = series.filter(({ firstStep, lastStep }) => firstStep === lastStep);
    const times = stepless.length === 0 ? [] : await this.database.sql<{ series_id: number; first: string; last: string }>(
      'SELECT series_id, min(ts) AS first, max(ts) AS last FROM metric_point WHERE series_id = ANY($1::integer[]) GROUP BY series_id',
      [stepless.map(({ id }) => id)],
    );
    const timeOf = new Map(times.map((row) => [row.series_id, row]));
    return series.map(({ id, firstStep, lastStep }) => {
      const time = timeOf.get(id);
      return time === undefined
        ? { id, axis: 'step', shift: shiftFor(firstStep, lastStep, maxPoints) }
        : { id, axis: 'ts', shift: shiftFor(time.first, time.last, maxPoints) };
    });
  }

  /**
   * `axis` names one of two columns of ours. Each stretch is told by its last point; the first of all stands besides. Both are
   * looked up by their time, which is what the key goes by: steps and times rise together, so the first look finds them.
   */
  private async thinned(cuts: readonly Cut[], axis: Cut['axis']): Promise<PointRow[]> {
    const chosen = cuts.filter((cut) => cut.axis === axis);
    if (chosen.length === 0) return [];
    return this.database.sql<PointRow>(
      `WITH stretch AS (
         SELECT p.series_id, min(p.${axis}) AS first, max(p.${axis}) AS last, min(p.ts) AS since, max(p.ts) AS until,
           min(p.value) FILTER (WHERE p.value > '-Infinity' AND p.value < 'Infinity') AS min,
           max(p.value) FILTER (WHERE p.value > '-Infinity' AND p.value < 'Infinity') AS max
         FROM unnest($1::integer[], $2::integer[]) AS cut (series_id, shift) JOIN metric_point p USING (series_id)
         GROUP BY p.series_id, p.${axis} >> cut.shift
       ), beginning AS (
         SELECT DISTINCT ON (series_id) series_id, first, last, since, until FROM stretch ORDER BY series_id, first
       ), wanted AS (
         SELECT series_id, last AS place, since, until, min, max FROM stretch
         UNION ALL SELECT series_id, first, since, until, NULL, NULL FROM beginning WHERE first < last
       )
       SELECT wanted.series_id, point.step, point.ts, point.value, wanted.min, wanted.max
       FROM wanted CROSS JOIN LATERAL (
         SELECT p.step, p.ts, p.value FROM metric_point p
         WHERE p.series_id = wanted.series_id AND p.ts BETWEEN wanted.since AND wanted.until AND p.${axis} = wanted.place
         ORDER BY p.ts DESC, p.step DESC, p.value DESC LIMIT 1
       ) point ORDER BY wanted.series_id, wanted.place`,
      [chosen.map(({ id }) => id), chosen.map(({ shift }) => shift)],
    );
  }
}

/** The smallest power of two by which a range falls into fewer than `stretches` stretches, wherever their edges lie. */
function shiftFor(first: string, last: string, stretches: number): number {
  const [from, to] = [BigInt(first), BigInt(last)];
  let shift = 0;
  while ((to >> BigInt(shift)) - (from >> BigInt(shift)) + 1n >= BigInt(stretches)) shift += 1;
  return shift;
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

const pointOf = ({ step, ts, value, min, max }: PointRow): CurvePoint => ({
  step: Number(step), timestamp: new Date(Number(ts)), value: finite(value), min: finite(min), max: finite(max),
});
