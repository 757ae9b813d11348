import { beforeAll, describe, expect, it } from '@jest/globals';

import { foundGroup } from './support/caller.js';
import { type Answer, MlflowClient } from './support/mlflow.js';
import { useServer } from './support/server.js';

const server = useServer();
let script: MlflowClient;
let readOnly: MlflowClient;
let experimentId: string;
let runId: string;

beforeAll(async () => {
  const lead = await foundGroup(server);
  [script, readOnly] = [new MlflowClient(server, await lead.createToken(['runs'])), new MlflowClient(server, await lead.createToken(['read']))];
  experimentId = (await script.post('experiments/create', { name: 'strict' })).json<{ experiment_id: string }>().experiment_id;
  runId = await script.logRun(experimentId, { lr: '0.1' }, 'loss', 0.5);
}, 60_000);

/** All that can be seen of the experiment and its runs. */
const everything = async (): Promise<string> => [
  await script.post('runs/search', { experiment_ids: [experimentId, '0'], run_view_type: 'ALL' }), await script.post('experiments/search', { view_type: 'ALL' }),
  await script.get('metrics/get-history', { run_id: runId, metric_key: 'loss' }),
].map(({ text }) => text).join('\n');

const metric = (changes: object): object => ({ run_id: runId, key: 'loss', value: 1, timestamp: 1, step: 0, ...changes });
const many = (n: number, item: (i: number) => object): object[] => Array.from({ length: n }, (_, i) => item(i));
const aMetric = (i: number): object => ({ key: `m${i}`, value: 1, timestamp: 1, step: i });
const aPair = (i: number): object => ({ key: `k${i}`, value: 'v' });

/** What is asked, and what MLflow's clients expect to hear. */
const REFUSED: [string, () => Promise<Answer>, number, string][] = [
  ['a metric that is a text', () => script.post('runs/log-metric', metric({ value: 'high' })), 400, 'INVALID_PARAMETER_VALUE'],
  ['a metric without a value', () => script.post('runs/log-metric', metric({ value: null })), 400, 'INVALID_PARAMETER_VALUE'],
  ['a bare NaN, which is no JSON', () => script.post('runs/log-metric', `{"run_id": "${runId}", "key": "loss", "value": NaN, "timestamp": 1}`), 400, 'INVALID_PARAMETER_VALUE'],
  ['a number beyond doubles', () => script.post('runs/log-metric', `{"run_id": "${runId}", "key": "loss", "value": 1e309, "timestamp": 1}`), 400, 'INVALID_PARAMETER_VALUE'],
  ['NaN as a step', () => script.post('runs/log-metric', metric({ step: 'NaN' })), 400, 'INVALID_PARAMETER_VALUE'],
  ['NaN as a time', () => script.post('runs/log-metric', metric({ timestamp: 'NaN' })), 400, 'INVALID_PARAMETER_VALUE'],
  ['a step beyond 64 bits', () => script.post('runs/log-metric', metric({ step: '9223372036854775808' })), 400, 'INVALID_PARAMETER_VALUE'],
  ['a name that climbs', () => script.post('runs/log-metric', metric({ key: '../loss' })), 400, 'INVALID_PARAMETER_VALUE'],
  ['a name that is too long', () => script.post('runs/log-parameter', { run_id: runId, key: 'x'.repeat(251), value: '1' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a name with NUL', () => script.post('runs/set-tag', { run_id: runId, key: 'a', value: 'x\0y' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['half a character', () => script.post('runs/set-tag', `{"run_id": "${runId}", "key": "a", "value": "\\ud800"}`), 400, 'INVALID_PARAMETER_VALUE'],
  ['1,001 metrics', () => script.post('runs/log-batch', { run_id: runId, metrics: many(1_001, aMetric) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['101 params', () => script.post('runs/log-batch', { run_id: runId, params: many(101, aPair) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['101 tags', () => script.post('runs/log-batch', { run_id: runId, tags: many(101, aPair) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['1,001 things together', () => script.post('runs/log-batch', { run_id: runId, metrics: many(901, aMetric), params: many(100, aPair) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a batch with one bad item', () => script.post('runs/log-batch', { run_id: runId, metrics: [aMetric(1), { key: 'b', value: 'x', timestamp: 1 }], tags: [aPair(1)] }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a param twice in a batch', () => script.post('runs/log-batch', { run_id: runId, params: [aPair(1), aPair(1)] }), 400, 'INVALID_PARAMETER_VALUE'],
  ['another value for a param', () => script.post('runs/log-batch', { run_id: runId, params: [{ key: 'lr', value: '0.2' }], metrics: [aMetric(1)], tags: [aPair(1)] }), 400, 'INVALID_PARAMETER_VALUE'],
  ['two names for a run', () => script.post('runs/create', { experiment_id: experimentId, run_name: 'a', tags: [{ key: 'mlflow.runName', value: 'b' }] }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an unknown status', () => script.post('runs/update', { run_id: runId, status: 'DONE' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an experiment without a name', () => script.post('experiments/create', { name: '' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an experiment with a very long name', () => script.post('experiments/create', { name: 'x'.repeat(501) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an experiment’s tag that is too long', () => script.post('experiments/set-experiment-tag', { experiment_id: experimentId, key: 'k', value: 'x'.repeat(5_001) }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a name that is taken', () => script.post('experiments/create', { name: 'strict' }), 400, 'RESOURCE_ALREADY_EXISTS'],
  ['renaming onto a name that is taken', () => script.post('experiments/update', { experiment_id: experimentId, new_name: 'Default' }), 400, 'BAD_REQUEST'],
  ['restoring what is not deleted', () => script.post('experiments/restore', { experiment_id: experimentId }), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['deleting the default experiment', () => script.post('experiments/delete', { experiment_id: '0' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an unknown run', () => script.post('runs/log-metric', metric({ run_id: 'f'.repeat(32) })), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['what cannot be a run', () => script.post('runs/log-metric', metric({ run_id: "x'; DROP TABLE run" })), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['no run', () => script.post('runs/log-metric', { key: 'a', value: 1, timestamp: 1 }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an unknown experiment', () => script.post('runs/create', { experiment_id: '987654' }), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['what cannot be an experiment', () => script.post('runs/create', { experiment_id: 'abc' }), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['a tag that is not there', () => script.post('runs/delete-tag', { run_id: runId, key: 'absent' }), 404, 'RESOURCE_DOES_NOT_EXIST'],
  ['a filter with OR', () => script.post('runs/search', { experiment_ids: [experimentId], filter: 'metrics.a > 1 OR metrics.b > 1' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a filter of an experiment search that makes no sense', () => script.post('experiments/search', { filter: 'metrics.a > 1' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['an order that makes no sense', () => script.post('runs/search', { experiment_ids: [experimentId], order_by: ['colour'] }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a page token of nobody', () => script.post('runs/search', { experiment_ids: [experimentId], page_token: 'x' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['too large a page', () => script.post('runs/search', { experiment_ids: [experimentId], max_results: 50_001 }), 400, 'INVALID_PARAMETER_VALUE'],
  ['a token of nobody for a history', () => script.get('metrics/get-history', { run_id: runId, metric_key: 'loss', page_token: 'WzEsMiwzXQ' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['more runs than a chart has', () => script.get('metrics/get-history-bulk-interval', { run_ids: Array.from({ length: 101 }, () => runId), metric_key: 'loss' }), 400, 'INVALID_PARAMETER_VALUE'],
  ['no JSON', () => script.post('runs/log-metric', '{"run_id": '), 400, 'INVALID_PARAMETER_VALUE'],
  ['JSON that is no object', () => script.post('runs/log-metric', '[1]'), 400, 'INVALID_PARAMETER_VALUE'],
  ['a body that never ends', () => script.post('runs/log-batch', ' '.repeat(8_000_001)), 400, 'INVALID_PARAMETER_VALUE'],
  ['an endpoint that we do not have', () => script.post('registered-models/create', { name: 'x' }), 404, 'ENDPOINT_NOT_FOUND'],
  ['a token without the scope', () => readOnly.post('runs/log-metric', metric({})), 403, 'PERMISSION_DENIED'],
  ['a token of nobody', () => new MlflowClient(server, 'clq_nobody').post('runs/log-metric', metric({})), 401, 'UNAUTHENTICATED'],
];

describe('the MLflow interface refuses', () => {
  it.each(REFUSED)('%s, in MLflow’s words, and changes nothing', async (_what, ask, status, code) => {
    const before = await everything();
    const answer = await ask();
    expect([answer.status, answer.json()]).toEqual([status, { error_code: code, message: expect.stringMatching(/\S/) }]);
    expect(answer.text).not.toMatch(/SELECT|INSERT|\bat \w+ \(/);
    expect(await everything()).toBe(before);
  });

  it('all writing to a deleted run, until it is restored', async () => {
    const deleted = await script.logRun(experimentId, {}, 'loss', 1);
    await script.post('runs/delete', { run_id: deleted });
    for (const [route, body] of [
      ['log-metric', { key: 'a', value: 1, timestamp: 1 }], ['log-parameter', { key: 'a', value: '1' }], ['set-tag', { key: 'a', value: '1' }],
      ['log-batch', { metrics: [aMetric(1)] }], ['update', { status: 'FAILED' }], ['log-inputs', { datasets: [] }],
    ] as const) {
      const answer = await script.post(`runs/${route}`, { run_id: deleted, ...body });
      expect([route, answer.status, answer.json()]).toEqual([route, 400, { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining("must be in the 'active' state") }]);
    }
    expect((await script.get('runs/get', { run_id: deleted })).json()).toMatchObject({ run: { info: { lifecycle_stage: 'deleted' } } });
    await script.post('runs/restore', { run_id: deleted });
    expect((await script.post('runs/log-metric', { run_id: deleted, key: 'a', value: 1, timestamp: 1 })).status).toBe(200);
  });

  it('nothing that is merely repeated', async () => {
    const batch = { run_id: runId, metrics: [{ key: 'again', value: 'NaN', timestamp: 5, step: 5 }], params: [{ key: 'again', value: '1' }], tags: [{ key: 'again', value: '1' }] };
    for (let i = 0; i < 3; i++) expect((await script.post('runs/log-batch', batch)).status).toBe(200);
    expect((await script.get('metrics/get-history', { run_id: runId, metric_key: 'again' })).text).toBe('{"metrics":[{"key":"again","value":"NaN","timestamp":5,"step":5}]}');
  });

  it('no field that it does not know', async () => {
    expect((await script.post('runs/log-metric', metric({ model_id: 'm-1', dataset_name: 'd', nothing: { deep: [1] } }))).status).toBe(200);
  });
});
