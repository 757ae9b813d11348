import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { graphql, useFragment } from '../../graphql/generated';
import type { ExperimentRowFragment } from '../../graphql/generated/graphql';
import { Empty, Failure, figure, Icon, Interval, Page, Rows, Waiting } from '../../ui';
import { useComparison } from './comparison/useComparison';
import { NewExperiment } from './ExperimentForm';
import { ExperimentRow, ExperimentRowFields } from './ExperimentRow';
import styles from './experiments.module.css';
import { differenceUnit, estimate, withUnit } from './numbers';
import { likelyBaseline } from './series';

const ExperimentsOfProposalQuery = graphql(`
  query ExperimentsOfProposal($proposalId: ID!) {
    proposal(id: $proposalId) {
      id
      viewerMay
      experiments(first: 100) {
        nodes {
          id
          ...ExperimentRow
        }
      }
    }
  }
`);

/** The tab of a proposal with its experiments, each with its answer so far. */
export function ExperimentsOfProposal({ proposalId }: { proposalId: string }): ReactNode {
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(ExperimentsOfProposalQuery, { variables: { proposalId } });
  const mayMake = data?.proposal.viewerMay.includes('edit') === true;
  const make = useMemo(() => (mayMake ? [{ id: 'new-experiment', label: 'Begin an experiment', icon: IconPlus, keys: 'n', run: () => { setMaking(true); } }] : []), [mayMake]);
  usePageActions(make);

  if (error !== undefined && data === undefined) return <Page title="Experiments"><Failure what="The experiments could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (data === undefined) return <Page title="Experiments"><Waiting what="the experiments" lines={5} /></Page>;
  const { nodes } = data.proposal.experiments;
  const begin = mayMake && !making ? <Button leftSection={<Icon of={IconPlus} small />} onClick={() => { setMaking(true); }}>New experiment</Button> : undefined;
  return (
    <Page title="Experiments" actions={nodes.length > 0 ? begin : undefined}>
      {making && <NewExperiment proposalId={proposalId} onDone={() => { setMaking(false); }} />}
      {nodes.length === 0 && !making && (
        <Empty title="No experiments yet" action={begin}>
          A question put to data: say what is asked and what judges it, then log runs into it. What was logged before can be attached from the inbox.
        </Empty>
      )}
      {nodes.length > 0 && <Rows label="Experiments">{nodes.map((experiment) => <RowWithAnswer key={experiment.id} experiment={experiment} />)}</Rows>}
    </Page>
  );
}

function RowWithAnswer({ experiment }: { experiment: Parameters<typeof ExperimentRow>[0]['experiment'] & { readonly id: string } }): ReactNode {
  const row = useFragment(ExperimentRowFields, experiment);
  return <ExperimentRow experiment={experiment} withinProposal><AnswerLine experiment={row} /></ExperimentRow>;
}

/** What the first two arms say so far: never a number without what is not known about it. */
function AnswerLine({ experiment: { id, primaryMetric, arms } }: { experiment: ExperimentRowFragment }): ReactNode {
  const names = arms.map(({ name }) => name);
  const baseline = likelyBaseline(names);
  const { comparison } = useComparison({ id, primaryMetric: primaryMetric ?? null }, { metric: primaryMetric?.key, baseline, treatment: names.find((name) => name !== baseline) });
  if (comparison === undefined || comparison.difference === null || comparison.differenceInterval === null) return null;
  const { difference, differenceInterval: { low, high }, decimals, treatment, baseline: against } = comparison;
  const unit = differenceUnit(comparison.unit);
  return (
    <p className={styles.result}>
      <Interval estimate={difference} low={low} high={high} decimals={decimals} unit={unit} />
      <span>{withUnit(estimate(difference, { low, high }, decimals), unit)}</span>
      <span>{treatment.name} against {against.name}, {figure(treatment.n, 0)} + {figure(against.n, 0)} runs</span>
    </p>
  );
}
