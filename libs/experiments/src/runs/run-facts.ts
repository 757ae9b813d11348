import type { ExperimentId } from '#libs/kernel';
import type { Source } from '#libs/platform';

/** The runs of one arm: all that are there, and those that count. */
export interface Arm {
  readonly name: string;
  readonly runCount: number;
  readonly validRunCount: number;
}

/** What is told of the runs of an experiment without listing them. */
export interface RunFacts {
  readonly runCount: number;
  readonly arms: Arm[];
}

/** Params are collected from this many of the newest runs: an experiment's runs are alike. */
const RUNS_LOOKED_AT = 500;
const MOST_KEYS = 500;

/** Counts of the active runs of experiments, in their order. */
export async function runFacts(source: Source, ids: readonly ExperimentId[]): Promise<RunFacts[]> {
  const rows = await source.sql<{ id: ExperimentId; arm: string | null; runs: number; valid: number }>(
    `SELECT r.experiment_id AS id, r.params ->> e.arm_param AS arm, count(*)::integer AS runs, (count(*) FILTER (WHERE r.standing = 'valid'))::integer AS valid
     FROM experiment e JOIN run r ON r.experiment_id = e.id AND r.lifecycle = 'active'
     WHERE e.id = ANY($1::uuid[]) GROUP BY 1, 2 ORDER BY 2`,
    [ids],
  );
  return ids.map((id) => {
    const own = rows.filter((row) => row.id === id);
    return {
      runCount: own.reduce((sum, { runs }) => sum + runs, 0),
      arms: own.flatMap(({ arm, runs, valid }) => (arm === null ? [] : [{ name: arm, runCount: runs, validRunCount: valid }])),
    };
  });
}

/** The names of metrics that were logged in experiments, in their order. Each is found by one step in an index, however many runs have it. */
export async function metricKeys(source: Source, ids: readonly ExperimentId[]): Promise<string[][]> {
  const rows = await source.sql<{ id: ExperimentId; keys: string[] }>(
    `SELECT e.id, ARRAY(
       WITH RECURSIVE found AS (
         (SELECT key FROM metric_series WHERE experiment_id = e.id ORDER BY key LIMIT 1)
         UNION ALL
         SELECT (SELECT key FROM metric_series WHERE experiment_id = e.id AND key > found.key ORDER BY key LIMIT 1) FROM found WHERE found.key IS NOT NULL
       ) SELECT key FROM found WHERE key IS NOT NULL LIMIT ${MOST_KEYS}
     ) AS keys FROM unnest($1::uuid[]) AS e (id)`,
    [ids],
  );
  return inOrder(ids, rows);
}

/** The names of params in the newest runs of experiments, in their order. */
export async function paramKeys(source: Source, ids: readonly ExperimentId[]): Promise<string[][]> {
  const rows = await source.sql<{ id: ExperimentId; keys: string[] }>(
    `SELECT e.id, ARRAY(
       SELECT DISTINCT key FROM (
         SELECT params FROM run WHERE experiment_id = e.id AND lifecycle = 'active' ORDER BY started_at DESC, id LIMIT ${RUNS_LOOKED_AT}
       ) newest, jsonb_object_keys(newest.params) AS key ORDER BY key LIMIT ${MOST_KEYS}
     ) AS keys FROM unnest($1::uuid[]) AS e (id)`,
    [ids],
  );
  return inOrder(ids, rows);
}

function inOrder(ids: readonly ExperimentId[], rows: readonly { id: ExperimentId; keys: string[] }[]): string[][] {
  const byId = new Map(rows.map(({ id, keys }) => [id, keys]));
  return ids.map((id) => byId.get(id) ?? []);
}
