import { useQuery } from '@apollo/client/react';
import { Button, Select } from '@mantine/core';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';

import { addresses } from '../../app/addresses';
import { usePageHead } from '../../app/frame/head';
import { InTopBar } from '../../app/frame/slots';
import { useParameter } from '../../app/parameters';
import { graphql, useFragment } from '../../graphql/generated';
import type { RunOfPageQuery } from '../../graphql/generated/graphql';
import { Card, Failure, Icon, Page, PersonName, reasonOf, RelativeTime, Section, span, useToaster, Waiting } from '../../ui';
import { ArmMark } from './charts/ArmMark';
import { ExperimentFields, type ExperimentShown, firstMetric } from './experiment';
import styles from './experiments.module.css';
import { useLiveExperiment } from './live';
import { counted, measured, styleOf, withUnit } from './numbers';
import { MarkRunDialog, useMarkRun } from './runs/MarkRun';
import { RunFields, type RunShown } from './runs/queries';
import { Standing } from './runs/Standing';
import { likelyBaseline, seriesOf } from './series';

const CurvesView = lazy(async () => ({ default: (await import('./curves/CurvesView')).CurvesView }));

const RunOfPage = graphql(`
  query RunOfPage($id: ID!, $experimentId: ID!) {
    run(id: $id) {
      id
      ...RunRow
      tags { key value }
      loggedBy { id name initials colour }
    }
    experiment(id: $experimentId) {
      id
      ...ExperimentShown
    }
  }
`);

/** One run: whether it counts, what it was given, what it measured, and how it got there. */
export default function RunPage({ id, runId }: { id: string; runId: string }): ReactNode {
  const { data, error, refetch } = useQuery(RunOfPage, { variables: { id: runId, experimentId: id } });
  useLiveExperiment(id);
  const run = useFragment(RunFields, data?.run);
  const experiment = useFragment(ExperimentFields, data?.experiment);
  const name = experiment?.name;
  usePageHead(run?.name, useMemo(
    () => [{ label: 'Experiments', href: addresses.experiments }, ...(name === undefined ? [] : [{ label: name, href: addresses.experiment(id) }])],
    [id, name],
  ));

  if (error !== undefined && data === undefined) return <Page title="Run"><Failure what="The run could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (data === undefined || run === undefined || experiment === undefined) return <Page title="Run"><Waiting what="the run" lines={8} /></Page>;
  return <OneRun run={run} experiment={experiment} more={data.run} />;
}

interface OneRunProps {
  readonly run: RunShown;
  readonly experiment: ExperimentShown;
  readonly more: Pick<RunOfPageQuery['run'], 'tags' | 'loggedBy'>;
}

function OneRun({ run, experiment, more }: OneRunProps): ReactNode {
  const series = useMemo(() => {
    const arms = experiment.arms.map(({ name }) => name);
    return seriesOf(arms, likelyBaseline(arms));
  }, [experiment.arms]);
  return (
    <Page title={run.name}>
      {experiment.viewerMay.includes('edit') && <InTopBar action={<Marking run={run} />} />}
      <div className={styles.badges}>
        {run.arm != null && <span><ArmMark series={series(run.arm)} /> {run.arm}{run.seed != null && `, seed ${run.seed}`}</span>}
        <Standing run={run} />
        <span>Started <RelativeTime at={run.startedAt} />{run.endedAt != null && `, took ${span(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`}</span>
        {more.loggedBy != null && <span>logged by <PersonName person={more.loggedBy} /></span>}
      </div>
      <div className={styles.two}>
        <div>
          {run.metrics.length > 0 && <RunCurves run={run} experiment={experiment} seriesOf={series} />}
          <Facts title="Params" none="This run was given no params." entries={run.params} />
          <Facts title="Tags" none="This run has no tags." entries={more.tags} />
        </div>
        <aside aria-label="Metrics"><Metrics run={run} experiment={experiment} /></aside>
      </div>
    </Page>
  );
}

function Marking({ run }: { run: RunShown }): ReactNode {
  const [asking, setAsking] = useState(false);
  const mark = useMarkRun();
  const { say } = useToaster();
  if (run.standing !== 'valid') {
    return <Button leftSection={<Icon of={IconArrowBackUp} small />} onClick={() => { mark(run, 'valid', null).catch((failure: unknown) => { say(reasonOf(failure)); }); }}>Count it again</Button>;
  }
  return (
    <>
      <Button leftSection={<Icon of={IconX} small />} onClick={() => { setAsking(true); }}>Leave it out</Button>
      {asking && <MarkRunDialog run={run} onClose={() => { setAsking(false); }} />}
    </>
  );
}

function RunCurves({ run, experiment, seriesOf: series }: Pick<OneRunProps, 'run' | 'experiment'> & { seriesOf: ReturnType<typeof seriesOf> }): ReactNode {
  const [asked, setMetric] = useParameter('metric');
  const keys = run.metrics.map(({ key }) => key);
  const preferred = firstMetric(experiment);
  const metric = keys.find((key) => key === asked) ?? keys.find((key) => key === preferred) ?? keys[0]!;
  const runs = useMemo(() => [{ id: run.id, name: run.name, arm: run.arm }], [run.id, run.name, run.arm]);
  return (
    <Section title="Curve" actions={<Select aria-label="Metric" searchable allowDeselect={false} data={keys} value={metric} onChange={(key) => { setMetric(key ?? undefined); }} />}>
      <Card>
        <div className={styles.curve}>
          <Suspense fallback={<Waiting what="the curve" bare />}>
            <CurvesView runs={runs} metric={metric} style={styleOf(metric, experiment.primaryMetric)} seriesOf={series} />
          </Suspense>
        </div>
      </Card>
    </Section>
  );
}

function Metrics({ run, experiment }: Pick<OneRunProps, 'run' | 'experiment'>): ReactNode {
  return (
    <Card padded>
      <h2 className={styles.sideTitle}>Metrics</h2>
      {run.metrics.length === 0 && <p>Nothing was measured yet.</p>}
      <dl className={styles.plan}>
        {run.metrics.map(({ key, value, step }) => {
          const style = styleOf(key, experiment.primaryMetric);
          return (
            <div key={key}>
              <dt>{key}</dt>
              <dd className={styles.value} data-void={run.standing !== 'valid' || undefined}>
                {value == null ? measured(null, style) : withUnit(measured(value, style), style.unit)} <small>at step {counted(step)}</small>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

function Facts({ title, none, entries }: { title: string; none: string; entries: readonly { key: string; value: string }[] }): ReactNode {
  return (
    <Section title={title}>
      <Card padded>
        {entries.length === 0 ? <p>{none}</p> : (
          <div className={styles.fact}>
            <dl>{entries.map(({ key, value }) => [<dt key={`${key} is`}>{key}</dt>, <dd key={key}><code>{value}</code></dd>])}</dl>
          </div>
        )}
      </Card>
    </Section>
  );
}
