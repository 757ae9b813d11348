import { describe, it } from '@jest/globals';

import { MlflowClient, type Started } from '../../server/test/support/mlflow.js';
import { inspect, useGroup } from './support/stage.js';

const stage = useGroup();

/** Accuracy in percent, seeds 1 to 5. */
const FIXTURE = { baseline: [71.2, 70.8, 71.9, 71.0, 71.4], method: [72.1, 72.6, 71.8, 72.9, 72.3] };

describe('results of a training script', () => {
  it('are compared on the page with the intervals of the design, before and after a run is superseded', async () => {
    const researcher = await stage.invite('researcher', 'Sam Rivera');
    const mlflow = new MlflowClient(stage.server, await researcher.createToken(['runs']));
    const logRun = async (experimentId: string, arm: string, seed: number, value: number): Promise<void> => {
      const { run } = (await mlflow.post('runs/create', { experiment_id: experimentId, run_name: `${arm}-s${seed}`, start_time: Date.now() })).json<Started>();
      const { run_id } = run.info;
      await mlflow.post('runs/log-batch', {
        run_id, params: [{ key: 'arm', value: arm }, { key: 'seed', value: String(seed) }],
        metrics: Array.from({ length: 20 }, (_, step) => ({ key: 'accuracy', value: value - (19 - step) * 0.5, timestamp: Date.now() + step, step })),
      });
      await mlflow.post('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
    };

    const { createProposal } = await researcher.graphql<{ createProposal: { id: string } }>(
      'mutation { createProposal(input: { template: "method", title: "Cosine head for long-tail" }) { id } }');
    const { createExperiment } = await researcher.graphql<{ createExperiment: { id: string } }>(
      'mutation($input: CreateExperimentInput!) { createExperiment(input: $input) { id } }',
      { input: { proposalId: createProposal.id, name: 'cosine', question: 'Does the cosine head help?', primaryMetric: { key: 'accuracy', direction: 'higher_is_better', unit: '%', decimals: 2 } } });
    const page = await stage.browserOf(researcher);
    await page.goto('/experiments');
    await page.getByText('Does the cosine head help?').or(page.getByText('cosine')).first().waitFor();
    await inspect(page, 'experiments');

    const { experiments } = (await mlflow.post('experiments/search', { max_results: 1, filter: `name = 'cosine'` })).json<{ experiments: { experiment_id: string }[] }>();
    for (const [arm, values] of Object.entries(FIXTURE)) for (const [i, value] of values.entries()) await logRun(experiments[0]!.experiment_id, arm, i + 1, value);

    await page.goto(`/experiments/${createExperiment.id}`);
    const main = page.getByRole('main');
    await main.getByText('+1.08').first().waitFor();
    for (const number of ['71.26', '72.34', '70.74 to 71.78', '71.81 to 72.87', '0.46', '1.70']) await main.getByText(number).first().waitFor();
    await inspect(page, 'experiment');

    const { runs } = await researcher.graphql<{ runs: { nodes: { id: string; name: string }[] } }>('query($id: ID!) { runs(experimentId: $id) { nodes { id name } } }', { id: createExperiment.id });
    await researcher.graphql('mutation($id: ID!) { markRun(id: $id, standing: superseded, reason: "old schedule") { id } }', { id: runs.nodes.find(({ name }) => name === 'method-s4')!.id });
    await logRun(experiments[0]!.experiment_id, 'method', 4, 71.1);
    await page.reload();
    await main.getByText('+0.72').first().waitFor();
    for (const number of ['71.98', '71.27 to 72.69', 'old schedule', '0.056']) await main.getByText(number).first().waitFor();
    await main.getByText(/includes zero/).first().waitFor();
    await inspect(page, 'comparison');

    await page.goto(`/proposals/${createProposal.id}/experiments`);
    await main.getByText('Does the cosine head help?').or(main.getByText('cosine')).first().waitFor();
    await inspect(page, 'proposal-experiments');
  }, 120_000);
});
