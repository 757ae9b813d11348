import type { Actor } from '#libs/access';
import { type CursorPart, decodeCursor, encodeCursor } from '#libs/kernel';
import { CurrentActor, DecidedBy } from '#libs/platform';

import { hexOf } from '../../artifacts/artifact-path.js';
import { type HistoryPlace, MetricStore, type StoredPoint } from '../../metrics/metric-store.js';
import { runPolicy } from '../../runs/run.policy.js';
import { RunService } from '../../runs/run.service.js';
import { Ask, MlflowController } from './endpoints.js';
import { Asked, Fields, invalidParameter } from './fields.js';
import { metricReply, paged } from './replies.js';

const MOST_RUNS = 100;
const MOST_SAMPLES = 2_500;
/** What a page may hold; clients ask for 25,000. */
const MOST_POINTS = 50_000;

@MlflowController('mlflow/metrics')
export class MlflowMetricsController {
  constructor(
    private readonly runs: RunService,
    private readonly metrics: MetricStore,
  ) {}

  /** Without `max_results` everything is returned, as MLflow does. */
  @DecidedBy(runPolicy, 'read', 'runs')
  @Ask('get-history')
  async getHistory(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const key = asked.text('metric_key');
    const token = asked.optionalText('page_token');
    const most = asked.integer('max_results', { least: 1, most: MOST_POINTS });
    const run = await this.runs.require(actor, 'read', asked.runId());
    const points = await this.metrics.history(run.id, key, most === undefined ? null : most + 1, token ? placeIn(token) : null);
    const page = points.slice(0, most);
    return paged('metrics', page.map((point) => metricReply(key, point)), points.length > page.length ? tokenOf(page.at(-1)!) : null);
  }

  @DecidedBy(runPolicy, 'read', 'runs')
  @Ask('get-history-bulk-interval')
  async getSampled(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const key = asked.text('metric_key');
    const runIds = asked.runIds('run_ids');
    if (runIds.length === 0 || runIds.length > MOST_RUNS) throw invalidParameter(`GetMetricHistoryBulkInterval request must specify 1 to ${MOST_RUNS} run_ids. Received ${runIds.length} run_ids.`);
    const [from, to] = [asked.int64('start_step'), asked.int64('end_step')];
    if ((from === undefined) !== (to === undefined)) throw invalidParameter('If either start step or end step are specified, both must be specified.');
    if (from !== undefined && to !== undefined && from > to) throw invalidParameter(`end_step must be greater than start_step. Found start_step=${from} and end_step=${to}.`);
    const most = asked.integer('max_results', { least: 1, most: MOST_SAMPLES }) ?? MOST_SAMPLES;
    for (const id of runIds) await this.runs.require(actor, 'read', id);
    const range = from === undefined || to === undefined ? null : { from: String(from), to: String(to) };
    const points = await this.metrics.sampled(runIds, key, range, most);
    return paged('metrics', points.map((point) => ({ ...metricReply(key, point), run_id: hexOf(point.runId) })), null);
  }
}

/** NaN and the infinities are no JSON, so the value travels as text. */
const tokenOf = ({ ts, step, value }: StoredPoint): string => encodeCursor([ts, step, String(value)]);

function placeIn(token: string): HistoryPlace {
  const [ts, step, value] = decodeCursor(token, 3) as [CursorPart, CursorPart, CursorPart];
  const number = Number(value);
  const known = typeof value === 'string' && (value === 'NaN' || !Number.isNaN(number));
  if (!Number.isSafeInteger(ts) || typeof step !== 'string' || !/^-?\d{1,18}$/.test(step) || !known) throw invalidParameter('Invalid page token');
  return [ts as number, step, number];
}
