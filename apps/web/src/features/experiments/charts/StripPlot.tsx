import type { ReactNode } from 'react';

import { figure } from '../../../ui';
import type { ArmSummaryShown } from '../comparison/comparison';
import { bounds } from '../numbers';
import type { Series } from '../series';
import { MarkAt } from './ArmMark';
import styles from './charts.module.css';
import { type Scale, scaleOf } from './scale';
import { NARROW, textWidth, useWidth } from './useWidth';

interface StripPlotProps {
  readonly arms: readonly ArmSummaryShown[];
  readonly seriesOf: (arm: string) => Series;
  readonly decimals: number;
  readonly label: string;
}

const ROW = { wide: 78, narrow: 82 };
const FOOT = 28;

/** Every run of each arm, its mean and its interval. What does not count is drawn too, hollow and struck. */
export function StripPlot({ arms, seriesOf, decimals, label }: StripPlotProps): ReactNode {
  const { ref, width } = useWidth();
  return <div ref={ref} className={styles.plot}>{width > 0 && <Strip arms={arms} seriesOf={seriesOf} decimals={decimals} label={label} width={width} />}</div>;
}

function Strip({ arms, seriesOf, decimals, label, width }: StripPlotProps & { width: number }): ReactNode {
  const narrow = width < NARROW;
  const row = narrow ? ROW.narrow : ROW.wide;
  const foot = arms.length * row + 14;
  const shown = arms.flatMap(({ values, excluded, interval }) => [...values.map(({ value }) => value), ...excluded.map(({ value }) => value), ...(interval ? [interval.low, interval.high] : [])]);
  const labels = Math.max(...arms.map(({ name }) => textWidth(shortened(name), 13)));
  const numbers = Math.max(...arms.map((arm) => textWidth(intervalOf(arm, decimals), 12)));
  const scale = scaleOf(shown, narrow ? [14, width - 14] : [labels + 34, width - numbers - 34], narrow ? 3 : 5);
  return (
    <svg width={width} height={foot + FOOT} viewBox={`0 0 ${width} ${foot + FOOT}`} role="img" aria-label={label}>
      <Axis scale={scale} foot={foot} />
      {arms.map((arm, index) => (
        <g key={arm.name} transform={`translate(0 ${index * row + (narrow ? 36 : 34)})`}>
          <ArmLabel arm={arm} narrow={narrow} width={width} decimals={decimals} />
          <ArmDrawing arm={arm} series={seriesOf(arm.name)} scale={scale} decimals={decimals} />
        </g>
      ))}
    </svg>
  );
}

export function Axis({ scale, foot, zero = false }: { scale: Scale; foot: number; zero?: boolean }): ReactNode {
  const [first, last] = [scale.ticks[0] ?? 0, scale.ticks.at(-1) ?? 0];
  const written = new Set(readableTicks(scale, zero));
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${scale.at(tick)} 4V${foot}`} className={zero && tick === 0 ? styles.zero : styles.grid} />
          {written.has(tick) && <text x={scale.at(tick)} y={foot + 17} textAnchor="middle">{zero && tick > 0 ? '+' : ''}{figure(tick, scale.decimals)}</text>}
        </g>
      ))}
      {!zero && <path d={`M${scale.at(first)} ${foot}H${scale.at(last)}`} className={styles.axis} />}
    </>
  );
}

/** The ticks whose numbers have room beside one another; zero is among them where it is what all is measured against. */
function readableTicks({ ticks, at, decimals }: Scale, zero: boolean): number[] {
  const [first = 0, second = first] = ticks;
  const widest = Math.max(...ticks.map((tick) => textWidth(figure(tick, decimals), 12))) + 14;
  const every = Math.max(1, Math.ceil(widest / Math.max(1, at(second) - at(first))));
  const origin = zero ? Math.max(0, ticks.indexOf(0)) : 0;
  return ticks.filter((_, index) => (index - origin) % every === 0);
}

interface ArmLabelProps {
  readonly arm: ArmSummaryShown;
  readonly narrow: boolean;
  readonly width: number;
  readonly decimals: number;
}

function ArmLabel({ arm, narrow, width, decimals }: ArmLabelProps): ReactNode {
  const mean = arm.mean === null ? '' : figure(arm.mean, decimals);
  if (narrow) return <text x={0} y={-14} className={styles.name}>{arm.name}<tspan dx="7" className={styles.beside}>{mean} {arm.interval !== null && bounds(arm.interval, decimals)}</tspan></text>;
  return (
    <>
      <text x={0} y={5} className={styles.name}>{shortened(arm.name)}<title>{arm.name}</title></text>
      <text x={width} y={2} textAnchor="end" className={styles.mean}>{mean}</text>
      <text x={width} y={19} textAnchor="end" className={styles.beside}>{intervalOf(arm, decimals)}</text>
    </>
  );
}

/** "[70.74, 71.78]  n = 5". */
const intervalOf = ({ interval, n }: ArmSummaryShown, decimals: number): string =>
  interval === null ? `n = ${n}` : `${bounds(interval, decimals)}\u2002n = ${n}`;

/** A label that does not run into the drawing; the whole name is in the table and under the pointer. */
export const shortened = (name: string): string => (name.length > 18 ? `${name.slice(0, 17)}…` : name);

function ArmDrawing({ arm, series, scale, decimals }: { arm: ArmSummaryShown; series: Series; scale: Scale; decimals: number }): ReactNode {
  const title = ({ runName, seed, value }: ArmSummaryShown['values'][number]) => `${runName}${seed === null ? '' : `, seed ${seed}`}: ${figure(value, decimals)}`;
  return (
    <>
      {arm.interval !== null && <Whiskers low={scale.at(arm.interval.low)} high={scale.at(arm.interval.high)} colour={series.colour} />}
      {arm.mean !== null && <MarkAt series={series} x={scale.at(arm.mean)} y={0} as="mean" />}
      {arm.values.map((run) => <MarkAt key={run.runId} series={series} x={scale.at(run.value)} y={18} as="run" title={title(run)} />)}
      {arm.excluded.map((run) => (
        <g key={run.runId}>
          <MarkAt series={series} x={scale.at(run.value)} y={18} as="void" title={`${title(run)}, ${run.standing}`} />
          <text x={scale.at(run.value)} y={36} textAnchor="middle" className={styles.void}>{run.standing === 'valid' ? 'deleted' : run.standing}</text>
        </g>
      ))}
    </>
  );
}

export function Whiskers({ low, high, colour, half = 5 }: { low: number; high: number; colour: string; half?: number }): ReactNode {
  return <path d={`M${low} 0H${high}M${low} ${-half}v${2 * half}M${high} ${-half}v${2 * half}`} stroke={colour} strokeWidth="2" fill="none" />;
}
