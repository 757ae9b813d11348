import type { ServerProcess } from './server.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The body as JSON; numbers above 2^53 are rounded here, so look at the text for those. */
  json<T = Record<string, unknown>>(): T;
}

/** What starting a run answers. */
export interface Started {
  readonly run: { readonly info: { readonly run_id: string; readonly experiment_id: string } };
}

/** A training script's view of the server: MLflow's routes, with a token. */
export class MlflowClient {
  constructor(
    private readonly server: ServerProcess,
    readonly token: string,
  ) {}

  async send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.server.url}${path}`, {
      method, headers: { authorization: `Bearer ${this.token}`, ...headers }, ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, json: <T>() => JSON.parse(text) as T };
  }

  /** A call with a JSON body, as text where its exact form matters. */
  post(route: string, body: object | string): Promise<Answer> {
    return this.send('POST', `/api/2.0/mlflow/${route}`, typeof body === 'string' ? body : JSON.stringify(body), { 'content-type': 'application/json' });
  }

  get(route: string, query: Record<string, string | string[]>): Promise<Answer> {
    const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));
    return this.send('GET', `/api/2.0/mlflow/${route}?${new URLSearchParams(pairs).toString()}`);
  }

  /** A finished run with params and one value of a metric. Returns its id. */
  async logRun(experimentId: string, params: Record<string, string>, metric: string, value: number): Promise<string> {
    const started = await this.post('runs/create', { experiment_id: experimentId, start_time: 1_795_455_163_921, user_id: 'sam' });
    const runId = started.json<Started>().run.info.run_id;
    for (const answer of [
      await this.post('runs/log-batch', { run_id: runId, params: Object.entries(params).map(([key, one]) => ({ key, value: one })) }),
      await this.post('runs/log-metric', { run_id: runId, key: metric, value, timestamp: 1_795_455_164_045, step: 1 }),
      await this.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: 1_795_455_164_710 }),
    ]) if (answer.status !== 200) throw new Error(answer.text);
    return runId;
  }
}
