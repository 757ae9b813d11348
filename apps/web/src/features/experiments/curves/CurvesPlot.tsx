import 'uplot/dist/uPlot.min.css';

import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import UPlot from 'uplot';

import { useWidth } from '../charts/useWidth';
import { counted, measured } from '../numbers';
import { type Aligned, aligned, type Curve, type Line } from './aligned';
import styles from './curves.module.css';

interface CurvesPlotProps {
  readonly curves: readonly Curve[];
  readonly weight: number;
  readonly logarithmic: boolean;
  readonly label: string;
}

const HEIGHT = 300;

/** Curves over steps. Dragging sees a stretch more closely, a double click all of it again. */
export function CurvesPlot({ curves, weight, logarithmic, label }: CurvesPlotProps): ReactNode {
  const { ref, width } = useWidth();
  const scheme = useComputedColorScheme();
  const data = useMemo(() => aligned(curves, { weight, logarithmic }), [curves, weight, logarithmic]);
  // A new drawing is made only for what changes its shape; new points go into the one that is there.
  const shape = `${scheme} ${width} ${String(logarithmic)} ${data.lines.map(({ curve, role }) => `${curve.id} ${role} ${curve.series.token}`).join(' ')}`;
  return (
    <div ref={ref} className={styles.plot}>
      {width > 0 && <Drawing key={shape} data={data} width={width} logarithmic={logarithmic} label={label} />}
    </div>
  );
}

interface Reading {
  readonly name: string;
  readonly step: number;
  readonly value: number;
}

function Drawing({ data, width, logarithmic, label }: { data: Aligned; width: number; logarithmic: boolean; label: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const [first] = useState(data);
  const [reading, setReading] = useState<Reading | null>(null);

  useEffect(() => {
    if (place.current === null) return undefined;
    const drawn = new UPlot(optionsFor(first.lines, { width, logarithmic, host: place.current, onReading: setReading }), dataOf(first), place.current);
    plot.current = drawn;
    return () => { drawn.destroy(); };
  }, [first, width, logarithmic]);
  useEffect(() => {
    const drawn = plot.current;
    if (drawn === null || data === first) return;
    // Whoever looks at a stretch keeps looking at it while more comes in.
    const [before, after] = [drawn.data[0].at(0), drawn.data[0].at(-1)];
    const whole = drawn.scales['x']?.min === before && drawn.scales['x']?.max === after;
    drawn.setData(dataOf(data), whole);
  }, [data, first]);

  return (
    <>
      <div ref={place} role="img" aria-label={label} className={styles.canvas} />
      <p className={styles.reading} aria-hidden>{reading === null ? ' ' : `${reading.name}, step ${counted(reading.step)}: ${measured(reading.value, {})}`}</p>
    </>
  );
}

const dataOf = ({ steps, values }: Aligned): UPlot.AlignedData => [steps, ...values];

interface Drawn {
  readonly width: number;
  readonly logarithmic: boolean;
  /** Where the colours of the theme are asked for: a canvas knows no variables. */
  readonly host: Element;
  readonly onReading: (reading: Reading | null) => void;
}

function optionsFor(lines: readonly Line[], { width, logarithmic, host, onReading }: Drawn): UPlot.Options {
  const variables = getComputedStyle(host);
  const colourOf = (token: string) => variables.getPropertyValue(token).trim();
  const grid = { stroke: colourOf('--cq-line'), width: 1 };
  const axis = { stroke: colourOf('--cq-text-2'), font: `12px ${variables.fontFamily}`, grid, ticks: { ...grid, size: 4 } };
  let focused: number | null = null;
  return {
    width, height: HEIGHT,
    legend: { show: false },
    focus: { alpha: 0.25 },
    cursor: { focus: { prox: 24 }, points: { show: false }, y: false },
    scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
    axes: [
      { ...axis, size: 32, values: (_, splits) => splits.map((step) => (Number.isInteger(step) ? counted(step) : '')) },
      { ...axis, size: 64, values: (_, splits) => splits.map((value: number | null) => (value === null ? '' : measured(value, {}))) },
    ],
    series: [{}, ...lines.map((line) => strokeOf(line, colourOf(line.curve.series.token)))],
    bands: lines.flatMap(({ role, curve }, index) => (role === 'most' ? [{ series: [index + 1, index + 2] as UPlot.Band.Bounds, fill: `${colourOf(curve.series.token)}24` }] : [])),
    hooks: {
      setSeries: [(_, index) => { focused = index; }],
      setCursor: [(drawn) => { onReading(readingAt(drawn, focused, lines)); }],
    },
  };
}

function strokeOf({ role, curve }: Line, colour: string): UPlot.Series {
  const line = { points: { show: curve.points.length === 1 }, dash: [...curve.series.dash] };
  switch (role) {
    case 'line':
      return { ...line, stroke: colour, width: 1.75 };
    case 'behind':
      return { ...line, dash: [], stroke: `${colour}48`, width: 1 };
    case 'most':
    case 'least':
      return { points: { show: false }, stroke: 'transparent', width: 0 };
  }
}

function readingAt({ cursor: { idx }, data }: UPlot, focused: number | null, lines: readonly Line[]): Reading | null {
  if (idx == null || focused === null || focused === 0) return null;
  const [step, value] = [data[0][idx], data[focused]?.[idx]];
  const line = lines[focused - 1];
  return line === undefined || step === undefined || value == null ? null : { name: line.curve.name, step, value };
}
