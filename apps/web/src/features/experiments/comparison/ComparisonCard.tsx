import { SegmentedControl } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';

import { useParameter } from '../../../app/parameters';
import { Aside, Card, Waiting } from '../../../ui';
import { DifferencePlot } from '../charts/DifferencePlot';
import { shortened, StripPlot } from '../charts/StripPlot';
import { directionWords, type ExperimentShown } from '../experiment';
import { differenceUnit, levelOf } from '../numbers';
import { ArmsTable } from './ArmsTable';
import type { Comparison } from './comparison';
import styles from './comparison.module.css';
import type { Choice } from './useChoice';

/** Curves bring a drawing library of their own, which is loaded when somebody looks at them. */
const Curves = lazy(() => import('../curves/ExperimentCurves'));

interface ComparisonCardProps {
  readonly experiment: ExperimentShown;
  readonly choice: Choice;
  /** Absent while there are not two arms to compare. */
  readonly comparison: Comparison | undefined;
}

/** What was measured, drawn: every run beside the others, or the curves that led there. */
export function ComparisonCard({ experiment, choice, comparison }: ComparisonCardProps): ReactNode {
  const [asked, setView] = useParameter('view');
  const view = comparison === undefined ? 'curves' : (asked ?? 'runs');
  const metric = choice.metric ?? '';
  return (
    <Card>
      <header className={styles.head}>
        <h2>{comparison?.unit ? `${metric}, ${comparison.unit}` : metric}</h2>
        {experiment.primaryMetric?.key === metric && <Aside>{directionWords[experiment.primaryMetric.direction]}</Aside>}
        {comparison !== undefined && (
          <SegmentedControl
            className={styles.right} size="xs" aria-label="Drawn as" value={view} onChange={(next) => { setView(next === 'runs' ? undefined : next); }}
            data={[{ value: 'runs', label: 'Strip' }, { value: 'curves', label: 'Curves' }]}
          />
        )}
      </header>
      {view === 'curves' || comparison === undefined
        ? <div className={styles.curves}><Suspense fallback={<Waiting what="the curves" bare />}><Curves experiment={experiment} choice={choice} /></Suspense></div>
        : <Drawn comparison={comparison} choice={choice} />}
    </Card>
  );
}

function Drawn({ comparison, choice }: { comparison: Comparison; choice: Choice }): ReactNode {
  const { baseline, treatment, decimals, difference, differenceInterval, unit, alpha, metric } = comparison;
  const left = baseline.excluded.length + treatment.excluded.length;
  const drawable = [baseline, treatment].some(({ values }) => values.length > 0);
  return (
    <>
      <div className={styles.plot}>
        {drawable && (
          <StripPlot
            arms={[baseline, treatment]} seriesOf={choice.seriesOf} decimals={decimals}
            label={`${metric}: every run, the mean and its ${levelOf(alpha)} t interval for each arm. The table below holds the same numbers.`}
          />
        )}
      </div>
      <p className={styles.key}>
        Small marks are runs, one per seed. The large mark is the mean, the line its {levelOf(alpha)} t interval.
        {left > 0 && ` ${left === 1 ? 'The struck mark does' : 'Struck marks do'} not count.`}
      </p>
      {difference !== null && differenceInterval !== null && (
        <div className={styles.rule}>
          <header className={styles.head}><h3>{`Difference${unit === '' ? '' : ` in ${differenceUnit(unit)}`}, ${levelOf(alpha)} Welch interval`}</h3></header>
          <div className={styles.plot}>
            <DifferencePlot
              rows={[{ name: `${shortened(treatment.name)} − ${shortened(baseline.name)}`, difference, interval: differenceInterval, colour: choice.seriesOf(treatment.name).colour }]}
              decimals={decimals} label={`Difference of ${treatment.name} and ${baseline.name} with its interval, against zero.`}
            />
          </div>
        </div>
      )}
      <ArmsTable comparison={comparison} seriesOf={choice.seriesOf} />
    </>
  );
}
