import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { Card, Link } from '../../ui';
import styles from './experiments.module.css';

interface LoggingGuideProps {
  /** The experiment that runs shall go to; one of a new name is made when a script first names it. */
  readonly experiment?: string;
  /** The params that name the arm and the seed of a run. */
  readonly armParam?: string;
  readonly seedParam?: string;
  /** The metric that the experiment is judged by. */
  readonly metric?: string | undefined;
}

/** How runs get here from a training script: three steps, with the addresses and names that fit this page. */
export function LoggingGuide({ experiment = 'My first experiment', armParam = 'arm', seedParam = 'seed', metric = 'test_accuracy' }: LoggingGuideProps): ReactNode {
  const environment = `export MLFLOW_TRACKING_URI=${location.origin}\nexport MLFLOW_TRACKING_TOKEN=…`;
  const script = `import mlflow

mlflow.set_experiment(${JSON.stringify(experiment)})
for seed in range(1, 6):
    with mlflow.start_run(run_name=f"baseline-s{seed}"):
        mlflow.log_params({${JSON.stringify(armParam)}: "baseline", ${JSON.stringify(seedParam)}: seed, "lr": 0.1})
        for step in range(100):
            value = train_and_evaluate(step)
            mlflow.log_metric(${JSON.stringify(metric)}, value, step=step)`;
  return (
    <Card padded>
      <div className={styles.guide}>
        <p>Runs are logged with MLflow’s own client; what already logs to MLflow needs only another address.</p>
        <ol>
          <li><p><Link href={addresses.me('tokens')}>Make a token</Link> that may log runs. It is shown once.</p></li>
          <li>Say where runs go, in the shell of the training:<Code label="Environment variables" text={environment} /></li>
          <li>Log from Python (<code>pip install mlflow</code>):<Code label="Python script" text={script} /></li>
        </ol>
        <p>
          The param <code>{armParam}</code> says which arm a run belongs to, <code>{seedParam}</code> its seed. Runs of one arm that differ in their seed are compared with those of another.
        </p>
      </div>
    </Card>
  );
}

function Code({ label, text }: { label: string; text: string }): ReactNode {
  return (
    <div className={styles.code}>
      <pre tabIndex={0} aria-label={label}><code>{text}</code></pre>
      <CopyButton value={text}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton>
    </div>
  );
}
