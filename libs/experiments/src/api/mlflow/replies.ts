import { hexOf } from '../../artifacts/artifact-path.js';
import type { Experiment } from '../../experiment.entity.js';
import type { MetricSeries } from '../../metrics/metric-series.entity.js';
import type { StoredPoint } from '../../metrics/metric-store.js';
import type { Run } from '../../runs/run.entity.js';
import { exactInteger } from './exact-json.js';

/** What MLflow's clients are told, in protobuf's JSON: what is empty is left out. */
type Reply = Record<string, unknown>;

const pairs = (entries: Readonly<Record<string, string>>): Reply[] => Object.entries(entries).map(([key, value]) => ({ key, value }));

/** A list under its name, or nothing at all when it is empty. */
export const listed = (name: string, items: readonly unknown[]): Reply => (items.length === 0 ? {} : { [name]: items });

/** A page of a list and, when there are more, the token of the next. */
export const paged = (name: string, items: readonly unknown[], next: string | null): Reply =>
  ({ ...listed(name, items), ...(next === null ? {} : { next_page_token: next }) });

export const experimentReply = (experiment: Experiment): Reply => ({
  experiment_id: String(experiment.number),
  name: experiment.name,
  artifact_location: `mlflow-artifacts:/${experiment.number}`,
  lifecycle_stage: experiment.lifecycle,
  last_update_time: experiment.updatedAt.getTime(),
  creation_time: experiment.createdAt.getTime(),
  ...listed('tags', pairs(experiment.tags)),
});

export const artifactUri = (run: Run): string => `mlflow-artifacts:/${run.experiment!.number}/${hexOf(run.id)}/artifacts`;

export const runInfoReply = (run: Run): Reply => ({
  run_uuid: hexOf(run.id),
  run_id: hexOf(run.id),
  run_name: run.name,
  experiment_id: String(run.experiment!.number),
  user_id: run.account,
  status: run.status.toUpperCase(),
  start_time: run.startedAt.getTime(),
  ...(run.endedAt === null ? {} : { end_time: run.endedAt.getTime() }),
  artifact_uri: artifactUri(run),
  lifecycle_stage: run.lifecycle,
});

export const runReply = (run: Run, series: readonly MetricSeries[]): Reply => ({
  info: runInfoReply(run),
  data: {
    ...listed('metrics', series.map((one) => metricReply(one.key, { ts: Number(one.lastTs), step: one.lastStep, value: one.lastValue }))),
    ...listed('params', pairs(run.params)),
    ...listed('tags', pairs(run.tags)),
  },
  inputs: {
    ...listed('dataset_inputs', run.inputs.filter((input) => 'dataset' in input)),
    ...listed('model_inputs', run.inputs.filter((input) => 'model_id' in input)),
  },
  ...(run.outputs.length === 0 ? {} : { outputs: { model_outputs: run.outputs } }),
});

export const metricReply = (key: string, { ts, step, value }: StoredPoint): Reply =>
  ({ key, value: Number.isFinite(value) ? value : String(value), timestamp: ts, step: exactInteger(step) });
