import type { ReactNode } from 'react';

import { estimate } from '../numbers';
import styles from './charts.module.css';
import { scaleOf } from './scale';
import { Axis, Whiskers } from './StripPlot';
import { NARROW, textWidth, useWidth } from './useWidth';

export interface DifferenceRow {
  readonly name: string;
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly colour: string;
}

interface DifferencePlotProps {
  readonly rows: readonly DifferenceRow[];
  readonly decimals: number;
  readonly label: string;
}

/** Differences with their intervals, against a dashed line at zero. */
export function DifferencePlot({ rows, decimals, label }: DifferencePlotProps): ReactNode {
  const { ref, width } = useWidth();
  return <div ref={ref} className={styles.plot}>{width > 0 && <Differences rows={rows} decimals={decimals} label={label} width={width} />}</div>;
}

function Differences({ rows, decimals, label, width }: DifferencePlotProps & { width: number }): ReactNode {
  const narrow = width < NARROW;
  const row = narrow ? 46 : 36;
  const foot = rows.length * row + 6;
  const labels = Math.max(...rows.map(({ name }) => textWidth(name, 13)));
  const numbers = Math.max(...rows.map(({ difference, interval }) => textWidth(estimate(difference, interval, decimals), 14)));
  const scale = scaleOf([0, ...rows.flatMap(({ interval }) => [interval.low, interval.high])], narrow ? [14, width - 14] : [labels + 34, width - numbers - 34], narrow ? 3 : 4);
  return (
    <svg width={width} height={foot + 28} viewBox={`0 0 ${width} ${foot + 28}`} role="img" aria-label={label}>
      <Axis scale={scale} foot={foot} zero />
      {rows.map(({ name, difference, interval, colour }, index) => (
        <g key={name} transform={`translate(0 ${index * row + (narrow ? 34 : 20)})`}>
          {narrow
            ? <text x={0} y={-14} className={styles.name}>{name}<tspan dx="7" className={styles.beside}>{estimate(difference, interval, decimals)}</tspan></text>
            : <text x={0} y={5} className={styles.name}>{name}</text>}
          <Whiskers low={scale.at(interval.low)} high={scale.at(interval.high)} colour={colour} half={4} />
          <rect x={scale.at(difference) - 4.5} y={-4.5} width="9" height="9" fill={colour} />
          {!narrow && <text x={width} y={5} textAnchor="end" className={styles.figures}>{estimate(difference, interval, decimals)}</text>}
        </g>
      ))}
    </svg>
  );
}
