import { useQuery } from '@apollo/client/react';
import { SegmentedControl, Slider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';

import { useParameter } from '../../../app/parameters';
import { graphql } from '../../../graphql/generated';
import { Failure, Waiting } from '../../../ui';
import { ArmMark } from '../charts/ArmMark';
import { counted, measured, type MetricStyle } from '../numbers';
import { BASELINE, type Series } from '../series';
import type { Curve } from './aligned';
import styles from './curves.module.css';
import { CurvesPlot } from './CurvesPlot';

const MetricCurves = graphql(`
  query MetricCurves($runIds: [ID!]!, $key: String!, $maxPoints: Int) {
    metricSeries(runIds: $runIds, key: $key, maxPoints: $maxPoints) {
      runId
      key
      totalPoints
      points { step value min max }
    }
  }
`);

export interface CurveOf {
  readonly id: string;
  readonly name: string;
  readonly arm?: string | null | undefined;
}

interface CurvesViewProps {
  readonly runs: readonly CurveOf[];
  readonly metric: string;
  readonly style: MetricStyle;
  readonly seriesOf: (arm: string | null) => Series;
}

/** About how many points all curves of a drawing have together, and the fewest that one is thinned to. */
const POINTS = 24_000;
const LEAST_POINTS = 200;
const MOST_POINTS = 1_000;

/** The curves of one metric, and the same in numbers. */
export function CurvesView({ runs, metric, style, seriesOf }: CurvesViewProps): ReactNode {
  const [asked, setSmoothing] = useParameter('smoothing');
  const [scale, setScale] = useParameter('scale');
  const weight = Math.min(0.99, Math.max(0, Number(asked ?? 0) || 0));
  const maxPoints = Math.min(MOST_POINTS, Math.max(LEAST_POINTS, Math.floor(POINTS / Math.max(1, runs.length))));
  const { data: fresh, previousData, error, refetch } = useQuery(MetricCurves, { variables: { runIds: runs.map(({ id }) => id), key: metric, maxPoints } });
  const data = fresh ?? previousData;
  const curves = useMemo(() => curvesIn(data?.metricSeries ?? [], runs, seriesOf), [data, runs, seriesOf]);

  if (error !== undefined && data === undefined) return <Failure what="The curves could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the curves" bare />;
  if (curves.length === 0) return <p className={styles.note}>None of these runs has logged {metric} yet.</p>;
  return (
    <div className={styles.view}>
      <div className={styles.controls}>
        <div className={styles.smoothing}>
          <span id="smoothing-label">Smoothing {weight === 0 ? 'off' : weight.toFixed(2)}</span>
          <Slider aria-labelledby="smoothing-label" thumbProps={{ 'aria-labelledby': 'smoothing-label' }} size="xs" min={0} max={0.99} step={0.01} label={null} defaultValue={weight} onChangeEnd={(value) => { setSmoothing(value === 0 ? undefined : String(value)); }} />
        </div>
        <SegmentedControl size="xs" aria-label="Scale of the values" value={scale ?? ''} onChange={(value) => { setScale(value === '' ? undefined : value); }} data={[{ value: '', label: 'Linear' }, { value: 'log', label: 'Logarithmic' }]} />
      </div>
      <CurvesPlot curves={curves} weight={weight} logarithmic={scale === 'log'} label={`${metric} over steps, ${curves.length} ${curves.length === 1 ? 'run' : 'runs'}. The table below holds where each begins and ends.`} />
      <Legend runs={runs} seriesOf={seriesOf} smoothed={weight > 0} thinned={curves.some(({ totalPoints, points }) => totalPoints > points.length)} />
      <CurvesTable curves={curves} style={style} />
    </div>
  );
}

interface Logged {
  readonly runId: string;
  readonly totalPoints: number;
  readonly points: Curve['points'];
}

function curvesIn(series: readonly Logged[], runs: readonly CurveOf[], seriesOf: CurvesViewProps['seriesOf']): Curve[] {
  const byRun = new Map(series.map((one) => [one.runId, one]));
  // The baseline lies below the others.
  const behind = (arm: string | null | undefined) => Number(seriesOf(arm ?? null) !== BASELINE);
  return [...runs].sort((a, b) => behind(a.arm) - behind(b.arm)).flatMap(({ id, name, arm }) => {
    const logged = byRun.get(id);
    return logged === undefined || logged.points.length === 0 ? [] : [{ id, name, series: seriesOf(arm ?? null), totalPoints: logged.totalPoints, points: logged.points }];
  });
}

function Legend({ runs, seriesOf, smoothed, thinned }: { runs: readonly CurveOf[]; seriesOf: CurvesViewProps['seriesOf']; smoothed: boolean; thinned: boolean }): ReactNode {
  const arms = [...new Set(runs.flatMap(({ arm }) => arm ?? []))];
  return (
    <p className={styles.legend}>
      {arms.map((arm) => <span key={arm} className={styles.arm}><ArmMark series={seriesOf(arm)} />{arm}</span>)}
      <span>One line a run, over steps.{smoothed && ' Smoothed, with what was logged behind it.'}{thinned && ' Where points were thinned, the band reaches from the lowest to the highest.'}</span>
    </p>
  );
}

function CurvesTable({ curves, style }: { curves: readonly Curve[]; style: MetricStyle }): ReactNode {
  return (
    <details className={styles.numbers}>
      <summary>The curves in numbers</summary>
      <div className={styles.scroll} role="region" aria-label="The curves in numbers" tabIndex={0}>
        <table>
          <thead><tr><th scope="col">Run</th>{['Points', 'First', 'Last', 'Lowest', 'Highest'].map((title) => <th key={title} scope="col" data-number>{title}</th>)}</tr></thead>
          <tbody>
            {curves.map(({ id, name, points, totalPoints }) => {
              const values = points.flatMap(({ value, min, max }) => [value, min, max]).filter((value): value is number => value != null);
              const numbers = [points[0]?.value, points.at(-1)?.value, values.length === 0 ? null : Math.min(...values), values.length === 0 ? null : Math.max(...values)];
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td data-number>{counted(totalPoints)}</td>
                  {numbers.map((value, index) => <td key={index} data-number>{measured(value ?? null, style)}</td>)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
