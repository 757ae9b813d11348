import { useQuery } from '@apollo/client/react';
import { SegmentedControl, Slider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';

import { useParameter } from '../../../app/parameters';
import { graphql } from '../../../graphql/generated';
import { count, Failure, Waiting } from '../../../ui';
import { ArmMark } from '../charts/ArmMark';
import { counted, measured, type MetricStyle } from '../numbers';
import { BASELINE, type Series } from '../series';
import type { Curve } from './aligned';
import styles from './curves.module.css';
import { CurvesPlot } from './CurvesPlot';
import { meanCurve, repeatedArms } from './means';

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
const MOST_SMOOTHING = 0.99;

/** The curves of one metric, and the same in numbers. */
export function CurvesView({ runs, metric, style, seriesOf }: CurvesViewProps): ReactNode {
  const look = useLook();
  const maxPoints = Math.min(MOST_POINTS, Math.max(LEAST_POINTS, Math.floor(POINTS / Math.max(1, runs.length))));
  const { data: fresh, previousData, error, refetch } = useQuery(MetricCurves, { variables: { runIds: runs.map(({ id }) => id), key: metric, maxPoints } });
  const data = fresh ?? previousData;
  const curves = useMemo(() => curvesIn(data?.metricSeries ?? [], runs, seriesOf), [data, runs, seriesOf]);
  const arms = useMemo(() => repeatedArms(curves), [curves]);
  const averaged = look.averaged && arms.length > 0;
  const drawn = useMemo(() => (averaged ? [...curves.map((curve) => ({ ...curve, pale: true })), ...arms.map(meanCurve)] : curves), [averaged, curves, arms]);

  if (error !== undefined && data === undefined) return <Failure what="The curves could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the curves" bare />;
  if (curves.length === 0) return <p className={styles.note}>None of these runs has logged {metric} yet.</p>;
  const weight = averaged ? 0 : look.weight;
  return (
    <div className={styles.view}>
      <Controls look={look} averaged={averaged} mayAverage={arms.length > 0} />
      <CurvesPlot curves={drawn} weight={weight} logarithmic={look.logarithmic} label={`${metric} over steps, ${count(curves.length, 'run')}. The table below holds where each begins and ends.`} />
      <Legend runs={runs} seriesOf={seriesOf} note={averaged ? MEANS : noteOn(curves, weight)} />
      <CurvesTable curves={curves} style={style} />
    </div>
  );
}

interface Look {
  readonly weight: number;
  readonly logarithmic: boolean;
  readonly averaged: boolean;
  readonly set: Readonly<Record<'smoothing' | 'scale' | 'lines', (value: string | undefined) => void>>;
}

/** How curves are looked at. It is in the address, like everything that is chosen. */
function useLook(): Look {
  const [smoothing, setSmoothing] = useParameter('smoothing');
  const [scale, setScale] = useParameter('scale');
  const [lines, setLines] = useParameter('lines');
  return {
    weight: Math.min(MOST_SMOOTHING, Math.max(0, Number(smoothing ?? 0) || 0)), logarithmic: scale === 'log', averaged: lines === 'means',
    set: { smoothing: setSmoothing, scale: setScale, lines: setLines },
  };
}

/** Means are of what was logged: where they are drawn there is nothing to smooth. */
function Controls({ look, averaged, mayAverage }: { look: Look; averaged: boolean; mayAverage: boolean }): ReactNode {
  const { weight, logarithmic, set } = look;
  return (
    <div className={styles.controls}>
      {mayAverage && (
        <SegmentedControl
          size="xs" aria-label="Lines are" value={averaged ? 'means' : 'runs'} onChange={(value) => { set.lines(value === 'means' ? value : undefined); }}
          data={[{ value: 'runs', label: 'Runs' }, { value: 'means', label: 'Means' }]}
        />
      )}
      {!averaged && (
        <div className={styles.smoothing}>
          <span id="smoothing-label">Smoothing {weight === 0 ? 'off' : weight.toFixed(2)}</span>
          <Slider
            aria-labelledby="smoothing-label" thumbProps={{ 'aria-labelledby': 'smoothing-label' }} size="xs" min={0} max={MOST_SMOOTHING} step={0.01} label={null}
            defaultValue={weight} onChangeEnd={(value) => { set.smoothing(value === 0 ? undefined : String(value)); }}
          />
        </div>
      )}
      <SegmentedControl
        size="xs" className={styles.right} aria-label="Scale of the values" value={logarithmic ? 'log' : 'linear'} onChange={(value) => { set.scale(value === 'log' ? value : undefined); }}
        data={[{ value: 'linear', label: 'Linear' }, { value: 'log', label: 'Logarithmic' }]}
      />
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
    return logged === undefined || logged.points.length === 0 ? [] : [{ id, name, arm: arm ?? null, series: seriesOf(arm ?? null), totalPoints: logged.totalPoints, points: logged.points }];
  });
}

const MEANS = 'Strong lines are means over the runs that are there at a step, bands their 95\u202f% t intervals; pale lines are the runs.';

const noteOn = (curves: readonly Curve[], weight: number): string => [
  'One line a run, over steps.',
  ...(weight > 0 ? ['Smoothed, with what was logged behind it.'] : []),
  ...(curves.some(({ totalPoints, points }) => totalPoints > points.length) ? ['Where points were thinned, the band reaches from the lowest to the highest.'] : []),
].join(' ');

function Legend({ runs, seriesOf, note }: { runs: readonly CurveOf[]; seriesOf: CurvesViewProps['seriesOf']; note: string }): ReactNode {
  const arms = [...new Set(runs.flatMap(({ arm }) => arm ?? []))];
  return (
    <p className={styles.legend}>
      {arms.map((arm) => <span key={arm} className={styles.arm}><ArmMark series={seriesOf(arm)} />{arm}</span>)}
      <span>{note}</span>
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
