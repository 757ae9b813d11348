import { useMutation } from '@apollo/client/react';
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import type { Direction, PrimaryMetricInput } from '../../graphql/generated/graphql';
import { Card, Icon, Notice } from '../../ui';
import { directionWords, type ExperimentShown } from './experiment';
import styles from './experiments.module.css';

const UpdateExperiment = graphql(`
  mutation UpdateExperiment($id: ID!, $input: UpdateExperimentInput!) {
    updateExperiment(id: $id, input: $input) {
      ...ExperimentShown
    }
  }
`);

const CreateExperiment = graphql(`
  mutation CreateExperiment($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      id
      ...ExperimentRow
    }
  }
`);

const FIELDS = ['name', 'question', 'hypothesis', 'key', 'direction', 'unit', 'decimals', 'primaryMetric', 'armParam', 'seedParam'];
const directions = (Object.keys(directionWords) as Direction[]).map((value) => ({ value, label: directionWords[value] }));

/** What an experiment asks and what it is judged by, changed in place. */
export function EditExperiment({ experiment, onDone }: { experiment: ExperimentShown; onDone: () => void }): ReactNode {
  const [update] = useMutation(UpdateExperiment);
  return (
    <ExperimentForm
      experiment={experiment} submitLabel="Save" onCancel={onDone}
      onSubmit={async (input) => {
        await update({ variables: { id: experiment.id, input } });
        onDone();
      }}
    />
  );
}

/** A new experiment on a proposal. */
export function NewExperiment({ proposalId, onDone }: { proposalId: string; onDone: () => void }): ReactNode {
  const [create] = useMutation(CreateExperiment, { refetchQueries: ['ExperimentsOfProposal'] });
  return (
    <ExperimentForm
      submitLabel="Create the experiment" onCancel={onDone}
      onSubmit={async (input) => {
        await create({ variables: { input: { ...input, proposalId } } });
        onDone();
      }}
    />
  );
}

interface Described {
  readonly name: string;
  readonly question: string;
  readonly hypothesis: string;
  readonly primaryMetric: PrimaryMetricInput | null;
  readonly armParam: string;
  readonly seedParam: string;
}

interface ExperimentFormProps {
  readonly experiment?: ExperimentShown;
  readonly submitLabel: string;
  readonly onSubmit: (input: Described) => Promise<void>;
  readonly onCancel: () => void;
}

function ExperimentForm({ experiment, submitLabel, onSubmit: send, onCancel }: ExperimentFormProps): ReactNode {
  const metric = experiment?.primaryMetric;
  const { onSubmit, busy, errorOf, refusal } = useSubmit(FIELDS, (values) => send(described(values)));
  return (
    <Card padded>
      <form className={styles.form} onSubmit={onSubmit}>
        <TextInput name="name" label="Name" description="Scripts log under it." required withAsterisk={false} autoFocus defaultValue={experiment?.name} error={errorOf('name')} />
        <Textarea name="question" label="Question" minRows={1} defaultValue={experiment?.question} error={errorOf('question')} />
        <Textarea name="hypothesis" label="Hypothesis" minRows={1} defaultValue={experiment?.hypothesis} error={errorOf('hypothesis')} />
        <div className={styles.fields} role="group" aria-label="Primary metric">
          <TextInput name="key" label="Primary metric" description="As it is logged." list="metric-keys" defaultValue={metric?.key} error={errorOf('key') ?? errorOf('primaryMetric')} />
          <datalist id="metric-keys">{experiment?.metricKeys.map((key) => <option key={key} value={key} />)}</datalist>
          <NativeSelect name="direction" label="Direction" data={directions} defaultValue={metric?.direction} error={errorOf('direction')} />
          <TextInput name="unit" label="Unit" placeholder="%" defaultValue={metric?.unit} error={errorOf('unit')} />
          <NumberInput name="decimals" label="Digits after the point" min={0} allowDecimal={false} defaultValue={metric?.decimals ?? 2} error={errorOf('decimals')} />
        </div>
        <div className={styles.fields} role="group" aria-label="Params">
          <TextInput name="armParam" label="Param that names the arm" defaultValue={experiment?.armParam ?? 'arm'} error={errorOf('armParam')} />
          <TextInput name="seedParam" label="Param that holds the seed" defaultValue={experiment?.seedParam ?? 'seed'} error={errorOf('seedParam')} />
        </div>
        {refusal !== undefined && <Notice icon={<Icon of={IconHandStop} />} tone="neg" title={refusal} urgent>What you typed is kept.</Notice>}
        <div className={styles.ways}>
          <Button type="submit" variant="filled" loading={busy}>{submitLabel}</Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </form>
    </Card>
  );
}

function described({ name = '', question = '', hypothesis = '', key = '', direction, unit = '', decimals, armParam = '', seedParam = '' }: Record<string, string>): Described {
  const primaryMetric = key.trim() === '' ? null : { key: key.trim(), direction: direction as Direction, unit: unit.trim(), decimals: Number(decimals) };
  return { name, question, hypothesis, primaryMetric, armParam, seedParam };
}
