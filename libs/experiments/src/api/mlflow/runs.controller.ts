import type { Actor } from '#libs/access';
import { CurrentActor, DecidedBy } from '#libs/platform';

import { ExperimentList } from '../../experiment-list.js';
import { experimentPolicy } from '../../experiment.policy.js';
import { ExperimentService } from '../../experiment.service.js';
import { MetricStore } from '../../metrics/metric-store.js';
import { NAME_TAG, RUN_STATUSES, type RunStatus } from '../../runs/run.entity.js';
import { runPolicy } from '../../runs/run.policy.js';
import { RunLogService } from '../../runs/run-log.service.js';
import { RunSearch } from '../../runs/run-search.js';
import { RunService } from '../../runs/run.service.js';
import { Ask, Call, MlflowController } from './endpoints.js';
import { homeOf } from './experiments.controller.js';
import { Asked, experimentNumberOf, Fields, invalidParameter } from './fields.js';
import { batchIn, datasetsIn, metricIn, modelsIn, paramIn, tagIn, tagKeyIn, tagsIn } from './logged.js';
import { lifecycleIn, pageIn, VIEWS } from './paging.js';
import { paged, runInfoReply, runReply } from './replies.js';

const NOTHING = {};
/** In the order in which protobuf numbers them. */
const STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const satisfies Uppercase<RunStatus>[];
const MODELS_TAG = 'mlflow.log-model.history';

@MlflowController('mlflow/runs')
export class MlflowRunsController {
  constructor(
    private readonly runs: RunService,
    private readonly logs: RunLogService,
    private readonly found: RunSearch,
    private readonly metrics: MetricStore,
    private readonly experiments: ExperimentService,
    private readonly list: ExperimentList,
  ) {}

  @DecidedBy(experimentPolicy, 'log', 'runs')
  @Call('create')
  async create(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const tags = tagsIn(asked);
    const name = asked.optionalText('run_name');
    if (name && tags[NAME_TAG] && name !== tags[NAME_TAG]) {
      throw invalidParameter(`Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${name}', mlflow.runName='${tags[NAME_TAG]}').`);
    }
    const { id } = await this.experiments.byNumber(actor, 'log', homeOf(asked));
    const run = await this.runs.start(actor, id, { name: name && runName(name), account: asked.optionalText('user_id') ?? '', startedAt: asked.date('start_time'), tags });
    return { run: runReply(run, []) };
  }

  @DecidedBy(runPolicy, 'read', 'runs')
  @Ask('get')
  async get(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const run = await this.runs.require(actor, 'read', asked.runId());
    return { run: runReply(run, (await this.metrics.latestOf([run.id])).get(run.id) ?? []) };
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('update')
  async update(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const status = asked.choice('status', STATUSES);
    const name = asked.optionalText('run_name');
    const run = await this.runs.update(actor, asked.runId(), {
      status: RUN_STATUSES.find((one) => one.toUpperCase() === status), endedAt: asked.date('end_time'), name: name ? runName(name) : undefined,
    });
    return { run_info: runInfoReply(run) };
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('delete')
  async delete(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.runs.setLifecycle(actor, asked.runId(), 'deleted');
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('restore')
  async restore(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.runs.setLifecycle(actor, asked.runId(), 'active');
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('log-metric')
  async logMetric(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.log(actor, asked.runId(), { metrics: [metricIn(asked)] });
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('log-parameter')
  async logParameter(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.log(actor, asked.runId(), { params: Object.fromEntries([paramIn(asked)]) });
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('set-tag')
  async setTag(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.log(actor, asked.runId(), { tags: Object.fromEntries([tagIn(asked)]) });
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('delete-tag')
  async deleteTag(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.removeTag(actor, asked.runId(), tagKeyIn(asked));
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('log-batch')
  async logBatch(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.log(actor, asked.runId(), batchIn(asked));
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('log-inputs')
  async logInputs(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.describe(actor, asked.runId(), { inputs: [...datasetsIn(asked), ...modelsIn(asked)] });
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('outputs')
  async logOutputs(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.describe(actor, asked.runId(), { outputs: modelsIn(asked) });
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Call('log-model')
  async logModel(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.logs.appendToTag(actor, asked.runId(), MODELS_TAG, modelIn(asked.text('model_json')));
    return NOTHING;
  }

  @DecidedBy(runPolicy, 'read', 'runs')
  @Call('search')
  async search(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const experimentIds = await this.list.readableNumbers(actor, asked.texts('experiment_ids').map(experimentNumberOf));
    const { nodes, endCursor, hasMore } = await this.found.page(actor, {
      experimentIds, filter: asked.optionalText('filter') ?? '', order: asked.texts('order_by'),
      lifecycle: lifecycleIn(asked.choice('run_view_type', VIEWS)), ...pageIn(asked, { fallback: 1_000 }),
    });
    const series = await this.metrics.latestOf(nodes.map(({ id }) => id));
    return paged('runs', nodes.map((run) => runReply(run, series.get(run.id) ?? [])), hasMore ? endCursor : null);
  }
}

const MAX_NAME = 250;

function runName(name: string): string {
  if (name.length > MAX_NAME) throw invalidParameter(`Run name '${name.slice(0, MAX_NAME)}' had length ${name.length}, which exceeded length limit of ${MAX_NAME}`);
  return name;
}

function modelIn(text: string): object {
  try {
    const model: unknown = JSON.parse(text);
    if (typeof model === 'object' && model !== null) return model;
  } catch {
    // Falls through to the refusal.
  }
  throw invalidParameter('Malformed model info. The model_json is not a JSON object.');
}
