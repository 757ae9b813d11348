/** How measured numbers are written, everywhere on these pages: precision from the metric, a true minus, never the float's own digits. */
import { figure, percent, signed } from '../../ui';

/** How a metric is written. Without `decimals` nobody has said how precise it is, and five significant digits are shown. */
export interface MetricStyle {
  readonly unit: string;
  readonly decimals?: number;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const NARROW_NO_BREAK = '\u202f';
const SIGNIFICANT = 5;

/** What no number could be written for: the server sends nothing in place of NaN and the infinities. */
export const NOT_FINITE = 'not finite';

/** The style of a metric: as the experiment says for the one it is judged by, plain for the others. */
export const styleOf = (key: string, primary: ({ readonly key: string } & Required<MetricStyle>) | null | undefined): MetricStyle =>
  primary?.key === key ? { unit: primary.unit, decimals: primary.decimals } : { unit: '' };

export function measured(value: number | null, { decimals }: Pick<MetricStyle, 'decimals'>): string {
  if (value === null) return NOT_FINITE;
  return decimals === undefined ? significant(value) : figure(value, decimals);
}

/** "6.2 × 10⁻⁵" would need glyphs that the fonts lack; "6.2e−5" reads as well and can be copied. */
function significant(value: number): string {
  const short = Number(value.toPrecision(SIGNIFICANT));
  return String(short).replace('e+', 'e').replaceAll('-', '−');
}

/** "71.26 %", "0.72 points": per cent with a narrow space that does not break. */
export const withUnit = (text: string, unit: string): string =>
  unit === '' ? text : `${text}${unit === '%' ? NARROW_NO_BREAK : ' '}${unit}`;

/** What differences are counted in: two shares in per cent differ by points. */
export const differenceUnit = (unit: string): string => (unit === '%' ? 'points' : unit);

/** "[−0.02, 1.46]". */
export const bounds = ({ low, high }: Bounds, decimals: number): string => `[${figure(low, decimals)}, ${figure(high, decimals)}]`;

/** "+0.72 [−0.02, 1.46]": no estimate without what is not known about it. */
export const estimate = (difference: number, interval: Bounds | null, decimals: number): string =>
  interval === null ? signed(difference, decimals) : `${signed(difference, decimals)} ${bounds(interval, decimals)}`;

/** "71.98 ± 0.72": half the width of an interval that is symmetric. */
export const plusMinus = (mean: number, interval: Bounds | null, decimals: number): string =>
  interval === null ? figure(mean, decimals) : `${figure(mean, decimals)} ± ${figure((interval.high - interval.low) / 2, decimals)}`;

/** A p value is never written as zero. */
export function pValue(p: number): string {
  if (p >= 0.001) return p.toFixed(3);
  return p >= 0.0001 ? p.toFixed(4) : '< 0.0001';
}

/** "p = 0.056", "p < 0.0001". */
export const pStatement = (p: number): string => (p < 0.0001 ? `p ${pValue(p)}` : `p\u00a0=\u00a0${pValue(p)}`);

/** The level of the intervals that belong to an alpha: "95 %". */
export const levelOf = (alpha: number): string => percent(1 - alpha, Number.isInteger(Math.round(alpha * 1e6) / 1e4) ? 0 : 1);

/** Steps are counted, and grouped so that long ones can be read. */
export const counted = (n: number): string => n.toLocaleString('en-GB').replaceAll(',', NARROW_NO_BREAK);
