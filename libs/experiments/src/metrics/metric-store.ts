import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { RunId } from '#libs/kernel';
import { Database, type Source, type Tx } from '#libs/platform';

import type { Run } from '../runs/run.entity.js';
import { MetricSeries } from './metric-series.entity.js';

/** One value to log. */
export interface LoggedMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: bigint;
}

/** One value as it is stored: its step exact, however large. */
export interface StoredPoint {
  readonly ts: number;
  readonly step: string;
  readonly value: number;
}

/** Where a page of a history ended. */
export type HistoryPlace = readonly [ts: number, step: string, value: number];

/** The points of metrics. Who may read or log is asked before. */
@Injectable()
export class MetricStore {
  constructor(private readonly database: Database) {}

  /**
   * Stores points, and moves the latest value of their series on. A point that is there already changes nothing.
   *
   * Many clients log to one run at once. They cannot block one another in a circle: first each makes the series that are
   * missing, in the order of their keys, and only then locks those it writes to, in the order of their numbers.
   */
  async append(tx: Tx, run: Run, points: readonly LoggedMetric[]): Promise<void> {
    if (points.length === 0) return;
    const latest = latestByKey(points);
    const ids = await seriesOf(tx, run, latest);
    const column = <T>(of: (point: LoggedMetric) => T): T[] => points.map(of);
    const stored = await tx.sql<{ series_id: number; added: string }>(
      `WITH added AS (
         INSERT INTO metric_point (series_id, ts, step, value)
         SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::double precision[])
         ON CONFLICT DO NOTHING RETURNING series_id
       ) SELECT series_id, count(*) AS added FROM added GROUP BY series_id`,
      [column(({ key }) => ids.get(key)), column(({ timestamp }) => timestamp), column(({ step }) => String(step)), column(({ value }) => value)],
    );
    if (stored.length > 0) await moveOn(tx, ids, latest, stored);
  }

  /** The latest values of some runs, by key within each. */
  async latestOf(runIds: readonly RunId[], source: Source = this.database): Promise<Map<RunId, MetricSeries[]>> {
    const series = await source.read(MetricSeries).find({ where: { runId: In([...runIds]) }, order: { key: 'ASC' } });
    const byRun = new Map<RunId, MetricSeries[]>(runIds.map((id) => [id, []]));
    for (const one of series) byRun.get(one.runId)?.push(one);
    return byRun;
  }

  /** The points of one metric in the order of time, step, value: at most `limit` after `after`, or all of them. */
  async history(runId: RunId, key: string, limit: number | null, after: HistoryPlace | null): Promise<StoredPoint[]> {
    const [ts, step, value] = after ?? [null, null, null];
    const rows = await this.database.sql<{ ts: string; step: string; value: number }>(
      `SELECT p.ts, p.step, p.value FROM metric_point p
       WHERE p.series_id = (SELECT id FROM metric_series WHERE run_id = $1 AND key = $2)
         AND ($3::bigint IS NULL OR (p.ts, p.step, p.value) > ($3::bigint, $4::bigint, $5::double precision))
       ORDER BY p.ts, p.step, p.value LIMIT $6`,
      [runId, key, ts, step, value, limit],
    );
    return rows.map((row) => ({ ...row, ts: Number(row.ts) }));
  }

  /**
   * One metric of some runs, thinned to about `most` steps between `from` and `to` that all runs share, with the first and the
   * last step of every run kept.
   */
  async sampled(runIds: readonly RunId[], key: string, range: { from: string; to: string } | null, most: number): Promise<(StoredPoint & { runId: RunId })[]> {
    const rows = await this.database.sql<{ run_id: RunId; ts: string; step: string; value: number }>(
      `WITH point AS (
         SELECT s.run_id, p.step, p.ts, p.value FROM metric_series s JOIN metric_point p ON p.series_id = s.id
         WHERE s.run_id = ANY($1::uuid[]) AND s.key = $2 AND ($3::bigint IS NULL OR p.step BETWEEN $3 AND $4::bigint)
       ), numbered AS (
         SELECT step, row_number() OVER (ORDER BY step) - 1 AS place, count(*) OVER () AS total FROM (SELECT DISTINCT step FROM point) steps
       ), kept AS (
         SELECT step FROM numbered WHERE total <= $5 OR place * $5 / total <> (place - 1) * $5 / total OR place = 0
         UNION SELECT min(step) FROM point GROUP BY run_id
         UNION SELECT max(step) FROM point GROUP BY run_id
       )
       SELECT run_id, ts, step, value FROM point JOIN kept USING (step) ORDER BY run_id, step, ts, value`,
      [runIds, key, range?.from ?? null, range?.to ?? null, Math.max(1, Math.floor(most / runIds.length))],
    );
    return rows.map(({ run_id: runId, ts, step, value }) => ({ runId, ts: Number(ts), step, value }));
  }
}

/** Whether `a` is later than `b`: by step, then time, then value, where NaN is the greatest as it is for PostgreSQL. */
function isLater(a: LoggedMetric, b: LoggedMetric): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp;
  return Number.isNaN(a.value) || a.value > b.value;
}

interface Extent {
  readonly latest: LoggedMetric;
  readonly firstStep: bigint;
}

function latestByKey(points: readonly LoggedMetric[]): Map<string, Extent> {
  const extents = new Map<string, Extent>();
  for (const point of points) {
    const known = extents.get(point.key);
    extents.set(point.key, {
      latest: known === undefined || isLater(point, known.latest) ? point : known.latest,
      firstStep: known === undefined || point.step < known.firstStep ? point.step : known.firstStep,
    });
  }
  return extents;
}

/**
 * The numbers of the series, each locked. Those that exist are looked up first: a number is drawn for every attempt to insert,
 * also for one that finds the series there, and there are only two thousand million of them.
 */
async function seriesOf(tx: Tx, run: Run, extents: Map<string, Extent>): Promise<Map<string, number>> {
  const keys = [...extents.keys()].sort();
  const known = await tx.sql<{ key: string }>('SELECT key FROM metric_series WHERE run_id = $1 AND key = ANY($2::text[])', [run.id, keys]);
  const missing = keys.filter((key) => !known.some((series) => series.key === key));
  if (missing.length > 0) {
    const column = <T>(of: (extent: Extent) => T): T[] => missing.map((key) => of(extents.get(key)!));
    await tx.sql(
      `INSERT INTO metric_series (run_id, experiment_id, key, points, first_step, last_step, last_ts, last_value)
       SELECT $1, $2, key, 0, first_step, last_step, last_ts, last_value
       FROM unnest($3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::double precision[])
         AS new (key, first_step, last_step, last_ts, last_value)
       ORDER BY key COLLATE "C" ON CONFLICT (run_id, key) DO NOTHING`,
      [
        run.id, run.experimentId, missing, column(({ firstStep }) => String(firstStep)), column(({ latest }) => String(latest.step)),
        column(({ latest }) => latest.timestamp), column(({ latest }) => latest.value),
      ],
    );
  }
  const locked = await tx.sql<{ id: number; key: string }>(
    'SELECT id, key FROM metric_series WHERE run_id = $1 AND key = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE', [run.id, keys]);
  return new Map(locked.map(({ id, key }) => [key, id]));
}

async function moveOn(
  tx: Tx, ids: Map<string, number>, extents: Map<string, Extent>, stored: readonly { series_id: number; added: string }[],
): Promise<void> {
  const added = new Map(stored.map((row) => [row.series_id, row.added]));
  const rows = [...extents].map(([key, extent]) => ({ id: ids.get(key)!, ...extent })).filter(({ id }) => added.has(id));
  await tx.sql(
    `UPDATE metric_series s SET
       points = points + new.added,
       first_step = least(s.first_step, new.first_step),
       (last_step, last_ts, last_value) = (
         SELECT later.step, later.ts, later.value
         FROM (VALUES (s.last_step, s.last_ts, s.last_value), (new.step, new.ts, new.value)) AS later (step, ts, value)
         ORDER BY later.step DESC, later.ts DESC, later.value DESC LIMIT 1
       )
     FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::double precision[])
       AS new (id, added, first_step, step, ts, value)
     WHERE s.id = new.id`,
    [
      rows.map(({ id }) => id), rows.map(({ id }) => added.get(id)), rows.map(({ firstStep }) => String(firstStep)),
      rows.map(({ latest }) => String(latest.step)), rows.map(({ latest }) => latest.timestamp), rows.map(({ latest }) => latest.value),
    ],
  );
}
