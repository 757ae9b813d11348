import type { ReactNode } from 'react';

import type { Tone } from './Badge';
import { type IntervalNumbers, intervalScale } from './interval-scale';
import { figure, signed } from './time';

const WIDTH = 96;
const HEIGHT = 16;
const RADIUS = 3.4;

interface IntervalProps extends IntervalNumbers {
  readonly decimals: number;
  readonly unit?: string;
  /** What the glyph is evidence of: the tone of its claim. Grey when it is no claim's. */
  readonly tone?: Extract<Tone, 'pos' | 'neg' | 'warn' | 'stale' | 'none'>;
}

/** The sign of the house: an estimate, what is not known about it, and what it is measured against. The numbers are its name. */
export function Interval({ decimals, unit = '', tone, ...numbers }: IntervalProps): ReactNode {
  const at = intervalScale(numbers, WIDTH, RADIUS + 1);
  const colour = tone === undefined ? 'var(--cq-text-2)' : `var(--cq-${tone}-mark)`;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={intervalName(numbers, decimals, unit)} style={{ display: 'block' }}>
      <path d={`M${at.reference} 0V${HEIGHT}`} stroke="var(--cq-line-strong)" strokeDasharray="2 2" />
      <path d={`M${at.low} 8H${at.high}M${at.low} 4.5v7M${at.high} 4.5v7`} stroke={colour} strokeWidth="1.6" />
      <circle cx={at.estimate} cy="8" r={RADIUS} fill={colour} />
    </svg>
  );
}

/** "+0.72 points, interval −0.02 to 1.46". */
function intervalName({ estimate, low, high }: IntervalNumbers, decimals: number, unit: string): string {
  const named = unit === '' ? '' : ` ${unit}`;
  return `${signed(estimate, decimals)}${named}, interval ${figure(low, decimals)} to ${figure(high, decimals)}`;
}
