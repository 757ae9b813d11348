import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { type Caller, foundGroup, join as joinGroup } from './support/caller.js';
import { MlflowClient, type Started } from './support/mlflow.js';
import { useServer } from './support/server.js';

const server = useServer();
let author: Caller;
let guest: Caller;
let script: MlflowClient;
let guestScript: MlflowClient;

beforeAll(async () => {
  const lead = await foundGroup(server);
  [author, guest] = [await joinGroup(lead, 'researcher', 'Sam Rivera'), await joinGroup(lead, 'guest', 'Gail Guest')];
  [script, guestScript] = [new MlflowClient(server, await author.createToken(['runs'])), new MlflowClient(server, await guest.createToken(['runs']))];
}, 60_000);

interface Made {
  readonly proposalId: string;
  readonly id: string;
  readonly name: string;
}

/** An experiment of a proposal that its author, and those named, read. */
async function anExperiment(name: string, readerIds: string[] = []): Promise<Made> {
  const { createProposal } = await author.graphql<{ createProposal: { id: string } }>(
    'mutation($input: CreateProposalInput!) { createProposal(input: $input) { id } }',
    { input: { template: 'method', title: `Proposal of ${name}`, audience: 'named', readerIds } });
  const primaryMetric = { key: 'accuracy', direction: 'higher_is_better', unit: 'points', decimals: 2 };
  const { createExperiment } = await author.graphql<{ createExperiment: { id: string } }>(
    'mutation($input: CreateExperimentInput!) { createExperiment(input: $input) { id } }', { input: { proposalId: createProposal.id, name, primaryMetric } });
  return { proposalId: createProposal.id, id: createExperiment.id, name };
}

/** The id by which scripts know an experiment. */
async function numberOf(client: MlflowClient, name: string): Promise<string> {
  const answer = await client.get('experiments/get-by-name', { experiment_name: name });
  return answer.json<{ experiment: { experiment_id: string } }>().experiment.experiment_id;
}

describe('the MLflow client', () => {
  interface Recorded {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
    readonly type?: string;
    readonly status: number;
    readonly code?: string;
    readonly reply?: unknown;
    readonly text?: string;
  }
  const recorded = readFileSync(join(import.meta.dirname, 'fixtures/mlflow-client.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Recorded);

  /** What types stand where; of lists their first item. */
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
    return typeof value;
  };

  it('finds the default experiment by its name before anything was logged', async () => {
    const found = await script.get('experiments/get-by-name', { experiment_name: 'Default' });
    expect([found.status, found.json()]).toMatchObject([200, { experiment: { experiment_id: '0', name: 'Default' } }]);
  });

  it('finds, request by request, the statuses, codes and shapes that MLflow’s own server gave it', async () => {
    const known = new Map<string, string>();
    const filled = (text: string): string => text.replaceAll(/\{(experiment|run1|run2)\}/g, (whole, name: string) => known.get(name) ?? whole);
    for (const { method, path, body, type, status, code, reply, text } of recorded) {
      const answer = await script.send(method, filled(path), body === undefined ? undefined : filled(body), type === undefined ? {} : { 'content-type': type });
      const where = `${method} ${path}`;
      expect({ where, status: answer.status, text: answer.text.slice(0, 300) }).toEqual({ where, status, text: expect.any(String) });
      if (text !== undefined) expect(answer.text).toBe(text);
      if (reply === undefined) continue;
      const told = answer.json();
      if (code !== undefined) expect(told['error_code']).toBe(code);
      expect({ where, shape: shapeOf(told) }).toMatchObject({ where, shape: reply });
      if (path.endsWith('experiments/create')) known.set('experiment', String(told['experiment_id']));
      if (path.endsWith('runs/create')) known.set(known.has('run1') ? 'run2' : 'run1', answer.json<Started>().run.info.run_id);
    }
    expect(known.size).toBe(3);
  });

  it('comes in with a Bearer token or as the password of Basic, under both prefixes, and is told the version', async () => {
    const token = await author.createToken(['runs']);
    const basic = `Basic ${Buffer.from(`anything:${token}`).toString('base64')}`;
    for (const [prefix, authorization] of [['api', `Bearer ${token}`], ['ajax-api', basic]] as const) {
      const response = await fetch(`${server.url}/${prefix}/2.0/mlflow/experiments/get?experiment_id=0`, { headers: { authorization } });
      expect([response.status, await response.json()]).toMatchObject([200, { experiment: { name: 'Default', experiment_id: '0' } }]);
    }
    expect(await (await fetch(`${server.url}/version`)).text()).toBe('2.22.0');
    expect(await (await fetch(`${server.url}/health`)).text()).toBe('OK');
  });

  it('gets back steps of 64 bits, NaN and the infinities as it sent them', async () => {
    const { run } = (await script.post('runs/create', {})).json<Started>();
    expect(run.info.experiment_id).toBe('0');
    const { run_id: runId } = run.info;
    expect((await script.post('runs/log-metric', `{"run_id": "${runId}", "key": "m", "value": "NaN", "timestamp": 1, "step": 9007199254740993}`)).status).toBe(200);
    expect((await script.post('runs/log-metric', `{"run_id": "${runId}", "key": "m", "value": "-Infinity", "timestamp": "2", "step": "-9223372036854775808"}`)).status).toBe(200);
    const { text } = await script.get('metrics/get-history', { run_id: runId, metric_key: 'm' });
    expect(text).toBe('{"metrics":[{"key":"m","value":"NaN","timestamp":1,"step":9007199254740993},{"key":"m","value":"-Infinity","timestamp":2,"step":-9223372036854775808}]}');
    expect((await script.get('runs/get', { run_id: runId })).text).toContain('"value":"NaN","timestamp":1,"step":9007199254740993');
  });

  it('pages through histories and searches, each item once', async () => {
    const { experiment_id: id } = (await script.post('experiments/create', { name: 'paged' })).json<{ experiment_id: string }>();
    for (let i = 0; i < 5; i++) await script.logRun(id, { lr: String(i) }, 'loss', i);
    const found: string[] = [];
    for (let token: string | undefined = '', asked = 0; token !== undefined && asked < 10; asked++) {
      const answer = await script.post('runs/search', { experiment_ids: [id], max_results: 2, order_by: ['metrics.loss DESC'], page_token: token });
      const page = answer.json<{ runs: { data: { params: { value: string }[] } }[]; next_page_token?: string }>();
      found.push(...page.runs.map(({ data }) => data.params[0]!.value));
      token = page.next_page_token;
    }
    expect(found).toEqual(['4', '3', '2', '1', '0']);
  });

  it('logs from ten threads to one run, in bodies as large as its limits allow, without a failure', async () => {
    const { run } = (await script.post('runs/create', {})).json<Started>();
    const long = (i: number): string => `${'k'.repeat(240)}${i}`;
    const answers = await Promise.all(Array.from({ length: 10 }, (_, thread) => script.post('runs/log-batch', {
      run_id: run.info.run_id,
      metrics: Array.from({ length: 800 }, (_unused, i) => ({ key: long(i % 50), value: thread, timestamp: 1, step: i })),
      params: Array.from({ length: 100 }, (_unused, i) => ({ key: `t${thread}p${i}`, value: 'x'.repeat(6_000) })),
    })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const { text } = await script.get('metrics/get-history', { run_id: run.info.run_id, metric_key: long(7) });
    expect((JSON.parse(text) as { metrics: unknown[] }).metrics).toHaveLength(160);
  });
});

describe('artifacts', () => {
  const root = '/api/2.0/mlflow-artifacts/artifacts';
  let place: string;
  beforeAll(async () => {
    const { run } = (await script.post('runs/create', {})).json<Started>();
    place = `${root}/0/${run.info.run_id}/artifacts`;
  });

  it('are stored as they come, whatever type they claim, and sent back to be kept, not shown', async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 31) % 256);
    expect((await script.send('PUT', `${place}/model/weights.json`, bytes, { 'content-type': 'application/json' })).text).toBe('{}');
    expect((await script.send('PUT', `${place}/empty.txt`, '')).status).toBe(200);
    const response = await fetch(`${server.url}${place}/model/weights.json`, { headers: { authorization: `Bearer ${await author.createToken(['runs'])}` } });
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), Buffer.from(bytes))).toBe(0);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=weights.json');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await script.send('GET', `${place}/empty.txt`)).text).toBe('');
  });

  it('have names in any script', async () => {
    const name = encodeURIComponent('größe 数.txt');
    expect((await script.send('PUT', `${place}/${name}`, 'x')).status).toBe(200);
    const answer = await script.send('GET', `${place}/${name}`);
    expect(answer.text).toBe('x');
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''gr%C3%B6%C3%9Fe%20%E6%95%B0.txt`);
  });

  it('never lie outside their run', async () => {
    for (const path of ['../x', '..%2Fx', '%2e%2e/x', 'a/..%2f..%2f..%2fx', '%5C..%5Cx', 'C:%2Fx', '%00', 'a%23b', '%zz', '.%2F.%2E/x', '%ED%A0%80']) {
      // fetch would tidy the path before sending it.
      const sent = request({ port: new URL(server.url).port, method: 'PUT', path: `${place}/${path}`, headers: { authorization: `Bearer ${script.token}` } }).end('out');
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      response.resume();
      expect({ path, refused: response.statusCode === 400 || response.statusCode === 404 }).toEqual({ path, refused: true });
    }
    expect((await script.send('GET', `${root}?path=${place.slice(root.length + 1)}`)).text).not.toContain('out');
  });

  it('can be removed, and one that is not there is said to be missing', async () => {
    await script.send('PUT', `${place}/gone/a.txt`, 'x');
    expect((await script.send('DELETE', `${place}/gone`)).status).toBe(200);
    for (const method of ['GET', 'DELETE']) {
      expect((await script.send(method, `${place}/gone/a.txt`)).json()).toMatchObject({ error_code: 'RESOURCE_DOES_NOT_EXIST' });
    }
    expect((await script.send('PUT', `${place}/file`, 'x')).status).toBe(200);
    expect((await script.send('PUT', `${place}/file/below`, 'x')).json()).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
  });

  it('sends clients that would cut a file in parts back to a plain PUT', async () => {
    const answer = await script.send('POST', '/api/2.0/mlflow-artifacts/mpu/create/x', '{}', { 'content-type': 'application/json' });
    expect([answer.status, answer.json()]).toEqual([501, { error_code: 'NOT_IMPLEMENTED', message: expect.stringMatching(/^Multipart upload is not supported for the current artifact repository/) }]);
  });
});

describe('results logged by a script', () => {
  interface Comparison {
    readonly baseline: Summary;
    readonly treatment: Summary;
    readonly difference: number;
    readonly differenceInterval: { low: number; high: number };
    readonly p: number;
    readonly hedgesG: number;
    readonly smallestReachableExactP: number;
    readonly sentence: string;
  }
  interface Summary {
    readonly n: number;
    readonly mean: number;
    readonly sd: number;
    readonly interval: { low: number; high: number };
    readonly excluded: { value: number; standing: string }[];
  }
  const BASELINE = [71.2, 70.8, 71.9, 71.0, 71.4];
  const METHOD = [72.1, 72.6, 71.8, 72.9, 72.3];
  let made: Made;
  let number: string;
  const logSeeds = async (from: number, to: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = from; i < to; i++) {
      await script.logRun(number, { arm: 'baseline', seed: String(i + 1) }, 'accuracy', BASELINE[i]!);
      ids.push(await script.logRun(number, { arm: 'method', seed: String(i + 1) }, 'accuracy', METHOD[i]!));
    }
    return ids;
  };
  const compare = async (): Promise<Comparison> => (await author.graphql<{ compareArms: Comparison }>(
    `query($id: ID!) { compareArms(input: { experimentId: $id, metric: "accuracy", baseline: "baseline", treatment: "method" }) {
       baseline { ...summary } treatment { ...summary } difference differenceInterval { low high } p hedgesG smallestReachableExactP sentence
     } } fragment summary on ArmSummary { n mean sd interval { low high } excluded { value standing } }`, { id: made.id })).compareArms;
  const written = (value: number): string => value.toFixed(2).replace('-', '−');
  const interval = ({ low, high }: { low: number; high: number }): string => `[${written(low)}, ${written(high)}]`;

  beforeAll(async () => {
    made = await anExperiment('Cosine head, accuracy');
    number = await numberOf(script, made.name);
  });

  it('say with three seeds what three seeds can say', async () => {
    await logSeeds(0, 3);
    const { baseline, treatment, difference, p, smallestReachableExactP, sentence } = await compare();
    expect(`${written(baseline.mean)} ${interval(baseline.interval)}`).toBe('71.30 [69.92, 72.68]');
    expect(`${written(treatment.mean)} ${interval(treatment.interval)}`).toBe('72.17 [71.16, 73.17]');
    expect([written(difference), p.toFixed(3), written(smallestReachableExactP)]).toEqual(['0.87', '0.101', '0.10']);
    expect(sentence).toContain('no exact permutation test can fall below p = 0.10');
  });

  it('show a difference with five, and none once a run is superseded by another value', async () => {
    const late = await logSeeds(3, 5);
    const five = await compare();
    expect(`${written(five.baseline.mean)} ${interval(five.baseline.interval)} ${written(five.baseline.sd)}`).toBe('71.26 [70.74, 71.78] 0.42');
    expect(`${written(five.treatment.mean)} ${interval(five.treatment.interval)} ${written(five.treatment.sd)}`).toBe('72.34 [71.81, 72.87] 0.43');
    expect(`${written(five.difference)} ${interval(five.differenceInterval)}`).toBe('1.08 [0.46, 1.70]');
    // As SciPy has them: p = 0.0038462, and g = 2.2947 with the exact correction for small samples.
    expect([five.p.toFixed(5), five.hedgesG.toFixed(4)]).toEqual(['0.00385', '2.2947']);

    const hex = late[0]!;
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    await author.graphql('mutation($id: ID!) { markRun(id: $id, standing: superseded, reason: "old schedule") { standing } }', { id });
    await script.logRun(number, { arm: 'method', seed: '4' }, 'accuracy', 71.1);
    const corrected = await compare();
    expect(`${written(corrected.baseline.mean)} ${written(corrected.treatment.mean)} ${interval(corrected.treatment.interval)}`).toBe('71.26 71.98 [71.27, 72.69]');
    expect(`${written(corrected.difference)} ${interval(corrected.differenceInterval)} ${corrected.p.toFixed(3)}`).toBe('0.72 [−0.02, 1.46] 0.056');
    expect(corrected.treatment).toMatchObject({ n: 5, excluded: [{ value: 72.9, standing: 'superseded' }] });
    expect(corrected.sentence).toContain('The interval includes zero');
  });

  it('move on the open page of somebody who reads the experiment, until they no longer may', async () => {
    const shared = await anExperiment('watched', [await guest.userId()]);
    const watched = await numberOf(script, shared.name);
    const client = createClient({ url: `${server.websocketUrl}/graphql?token=${await guest.createToken(['read'])}`, webSocketImpl: WebSocket, retryAttempts: 0 });
    const seen = client.iterate<{ experimentChanged: { runCount: number; metricKeys: string[] } }>({
      query: 'subscription($id: ID!) { experimentChanged(id: $id) { runCount metricKeys } }', variables: { id: shared.id },
    });
    const first = seen.next();
    // The subscription must stand before something happens.
    let started = false;
    void first.then(() => (started = true));
    while (!started) await script.logRun(watched, { arm: 'a' }, 'loss', 1);
    for (let latest = await first; latest.value?.data?.experimentChanged.metricKeys.includes('loss') !== true;) latest = await seen.next();

    await author.graphql('mutation($id: ID!) { shareProposal(id: $id, audience: authors, readerIds: []) { id } }', { id: shared.proposalId });
    await script.logRun(watched, { arm: 'b' }, 'hidden', 1);
    for (;;) {
      const next = await seen.next();
      if (next.done === true) break;
      expect(next.value.data?.experimentChanged.metricKeys).not.toContain('hidden');
    }
    await client.dispose();
  });
});

describe('a guest’s token', () => {
  let shared: Made;
  let hidden: Made;
  let sharedRun: string;
  let hiddenRun: string;
  const numbers: string[] = [];
  beforeAll(async () => {
    [shared, hidden] = [await anExperiment('shared', [await guest.userId()]), await anExperiment('hidden')];
    numbers.push(await numberOf(script, 'shared'), await numberOf(script, 'hidden'));
    [sharedRun, hiddenRun] = [await script.logRun(numbers[0]!, {}, 'loss', 1), await script.logRun(numbers[1]!, {}, 'loss', 1)];
    await script.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${numbers[1]}/${hiddenRun}/artifacts/a.txt`, 'secret');
  });

  it('finds exactly the experiment that was shared with them', async () => {
    const { experiments } = (await guestScript.post('experiments/search', { max_results: 1_000, view_type: 'ALL' })).json<{ experiments: { name: string }[] }>();
    expect(experiments.map(({ name }) => name)).toEqual(['shared']);
    const { runs } = (await guestScript.post('runs/search', { experiment_ids: [...numbers, '0'] })).json<{ runs: { info: { run_id: string } }[] }>();
    expect(runs.map(({ info }) => info.run_id)).toEqual([sharedRun]);
    const { experiments: listed } = await guest.graphql<{ experiments: { nodes: { id: string }[] } }>('{ experiments { nodes { id } } }');
    expect(listed.nodes.map(({ id }) => id)).toEqual([shared.id]);
  });

  it('does not learn that others exist', async () => {
    const asked = [
      await guestScript.get('experiments/get', { experiment_id: numbers[1]! }), await guestScript.get('experiments/get', { experiment_id: '0' }),
      await guestScript.get('experiments/get-by-name', { experiment_name: hidden.name }), await guestScript.get('runs/get', { run_id: hiddenRun }),
      await guestScript.get('metrics/get-history', { run_id: hiddenRun, metric_key: 'loss' }), await guestScript.get('artifacts/list', { run_id: hiddenRun }),
      await guestScript.send('GET', `/api/2.0/mlflow-artifacts/artifacts/${numbers[1]}/${hiddenRun}/artifacts/a.txt`),
      await guestScript.post('runs/log-metric', { run_id: hiddenRun, key: 'a', value: 1, timestamp: 1 }),
    ];
    expect(asked.map((answer) => [answer.status, answer.json()['error_code']])).toEqual(asked.map(() => [404, 'RESOURCE_DOES_NOT_EXIST']));
    await expect(guest.graphql('query($id: ID!) { experiment(id: $id) { id } }', { id: hidden.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reads what was shared and changes nothing of it', async () => {
    expect((await guestScript.get('runs/get', { run_id: sharedRun })).status).toBe(200);
    const before = (await script.get('runs/get', { run_id: sharedRun })).text;
    const asked = [
      await guestScript.post('runs/log-metric', { run_id: sharedRun, key: 'a', value: 1, timestamp: 1 }), await guestScript.post('runs/delete', { run_id: sharedRun }),
      await guestScript.post('runs/create', { experiment_id: numbers[0] }), await guestScript.post('experiments/update', { experiment_id: numbers[0], new_name: 'mine' }),
      await guestScript.post('experiments/create', { name: 'of a guest' }),
      await guestScript.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${numbers[0]}/${sharedRun}/artifacts/a.txt`, 'x'),
    ];
    expect(asked.map((answer) => [answer.status, answer.json()['error_code']])).toEqual(asked.map(() => [403, 'PERMISSION_DENIED']));
    expect((await script.get('runs/get', { run_id: sharedRun })).text).toBe(before);
  });
});
