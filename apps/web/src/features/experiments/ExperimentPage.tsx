import { useQuery } from '@apollo/client/react';
import { Button, Select } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { addresses } from '../../app/addresses';
import { usePageHead } from '../../app/frame/head';
import { InTopBar } from '../../app/frame/slots';
import { graphql, useFragment } from '../../graphql/generated';
import { Failure, Icon, Page, Section, Waiting } from '../../ui';
import { Answer } from './comparison/Answer';
import comparisonStyles from './comparison/comparison.module.css';
import { ComparisonCard } from './comparison/ComparisonCard';
import { MethodsSentence } from './comparison/MethodsSentence';
import { type Choice, useChoice } from './comparison/useChoice';
import { useComparison } from './comparison/useComparison';
import { ExperimentFields, type ExperimentShown, titleOf } from './experiment';
import { EditExperiment } from './ExperimentForm';
import styles from './experiments.module.css';
import { useLiveExperiment } from './live';
import { LoggingGuide } from './LoggingGuide';
import { Plan } from './Plan';
import { RunsSection } from './runs/RunsSection';

const ExperimentOfPage = graphql(`
  query ExperimentOfPage($id: ID!) {
    experiment(id: $id) {
      id
      ...ExperimentShown
    }
  }
`);

const TRAIL = [{ label: 'Experiments', href: addresses.experiments }];

/** One experiment: the answer first, then every run, then the table they come from. */
export default function ExperimentPage({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery(ExperimentOfPage, { variables: { id } });
  useLiveExperiment(id);
  const experiment = useFragment(ExperimentFields, data?.experiment);
  usePageHead(experiment && titleOf(experiment), TRAIL);

  if (error !== undefined && experiment === undefined) return <Page title="Experiment"><Failure what="The experiment could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (experiment === undefined) return <Page title="Experiment"><Waiting what="the experiment" lines={8} /></Page>;
  return <Experiment experiment={experiment} />;
}

function Experiment({ experiment }: { experiment: ExperimentShown }): ReactNode {
  const [editing, setEditing] = useState(false);
  const mayEdit = experiment.viewerMay.includes('edit');
  usePageActions(useMemo(
    () => (mayEdit ? [{ id: 'edit-experiment', label: 'Change question and metric', icon: IconPencil, keys: 'e', run: () => { setEditing(true); } }] : []),
    [mayEdit],
  ));
  if (editing) return <Page title={experiment.name}><EditExperiment experiment={experiment} onDone={() => { setEditing(false); }} /></Page>;
  return (
    <Page title={experiment.name}>
      {mayEdit && <InTopBar action={<Button leftSection={<Icon of={IconPencil} small />} onClick={() => { setEditing(true); }}>Change</Button>} />}
      {experiment.question !== '' && <p className={styles.lead}>{experiment.question}</p>}
      {experiment.runCount === 0 ? <NoRuns experiment={experiment} /> : <Results experiment={experiment} />}
    </Page>
  );
}

function NoRuns({ experiment }: { experiment: ExperimentShown }): ReactNode {
  const { name, armParam, seedParam, primaryMetric } = experiment;
  return (
    <div className={styles.two}>
      <div>
        <Section title="No runs yet" aside="they appear here as they are logged">
          <LoggingGuide experiment={name} armParam={armParam ?? 'arm'} seedParam={seedParam ?? 'seed'} metric={primaryMetric?.key} />
        </Section>
      </div>
      <aside aria-label="Plan"><Plan experiment={experiment} /></aside>
    </div>
  );
}

function Results({ experiment }: { experiment: ExperimentShown }): ReactNode {
  const choice = useChoice(experiment);
  const { comparison, error, refetch } = useComparison(experiment, choice);
  return (
    <>
      {(experiment.metricKeys.length > 1 || experiment.arms.length > 2) && <Choices experiment={experiment} choice={choice} />}
      {error !== undefined && <Failure what="The arms could not be compared" error={error} onRetry={refetch} />}
      {comparison !== undefined && <Answer comparison={comparison} />}
      <div className={styles.two}>
        <div>
          {choice.metric !== undefined && <ComparisonCard experiment={experiment} choice={choice} comparison={comparison} />}
        </div>
        <aside aria-label="Methods and plan">
          {comparison?.differenceInterval != null && <MethodsSentence comparison={comparison} />}
          <Plan experiment={experiment} />
        </aside>
      </div>
      <RunsSection experiment={experiment} choice={choice} />
    </>
  );
}

/** What is compared with what, by which metric. It is in the address, so that a copied one shows the same. */
function Choices({ experiment, choice }: { experiment: ExperimentShown; choice: Choice }): ReactNode {
  const arms = experiment.arms.map(({ name }) => name);
  return (
    <div className={comparisonStyles.choice} role="group" aria-label="What is compared">
      {arms.length > 1 && (
        <>
          <Select size="xs" aria-label="Arm" searchable allowDeselect={false} data={arms.filter((arm) => arm !== choice.baseline)} value={choice.treatment ?? null} onChange={choice.setTreatment} />
          <span>against</span>
          <Select size="xs" aria-label="Baseline" searchable allowDeselect={false} data={arms} value={choice.baseline ?? null} onChange={choice.setBaseline} />
          <span>by</span>
        </>
      )}
      <Select size="xs" aria-label="Metric" searchable allowDeselect={false} data={experiment.metricKeys} value={choice.metric ?? null} onChange={choice.setMetric} />
    </div>
  );
}
