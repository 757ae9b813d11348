/** A linear axis: where a value stands, and which round values are written on it. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  /** Digits that tell the ticks apart. */
  readonly decimals: number;
}

const ROUND = [1, 2, 5, 10];

/**
 * Places `values` between `from` and `to` (pixels), on an axis that begins and ends at round values and has about `wanted` ticks.
 * Equal values get some room around them.
 */
export function scaleOf(values: readonly number[], [from, to]: readonly [number, number], wanted: number): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const margin = most > least ? 0 : Math.abs(most) * 0.01 || 1;
  const step = roundStep((most - least + 2 * margin) / Math.max(1, wanted));
  const first = Math.floor((least - margin) / step);
  const last = Math.ceil((most + margin) / step);
  const extent = (last - first) * step;
  return {
    at: (value) => Math.round((from + ((value - first * step) / extent) * (to - from)) * 10) / 10,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))),
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
}

/** The least of 1, 2, 5 × a power of ten that is not below `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (ROUND.find((round) => round * power >= rough * (1 - 1e-9)) ?? 10) * power;
}
