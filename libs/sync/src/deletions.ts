import type { Run } from './scan.js';

/**
 * Which content is known to be deleted. An editor that comes back sends every deletion it knows, and only this tells
 * whether one of them is new; without it each return would add a row to the log.
 *
 * Kept per client as the borders of sorted, disjoint ranges: `[from, to, from, to, …]`.
 */
export class Deletions {
  private readonly borders = new Map<number, number[]>();

  covers(runs: readonly Run[]): boolean {
    return runs.every(({ client, from, to }) => {
      const ranges = this.borders.get(client);
      if (ranges === undefined) return false;
      const at = firstEndingAtOrAfter(ranges, to);
      return at < ranges.length && ranges[at]! <= from;
    });
  }

  add(runs: readonly Run[]): void {
    for (const { client, from, to } of runs) {
      const ranges = this.borders.get(client);
      if (ranges === undefined) this.borders.set(client, [from, to]);
      else insert(ranges, from, to);
    }
  }
}

function insert(ranges: number[], from: number, to: number): void {
  if (from >= ranges.at(-1)!) {
    if (from === ranges.at(-1)) ranges[ranges.length - 1] = to;
    else ranges.push(from, to);
    return;
  }
  const first = firstEndingAtOrAfter(ranges, from);
  let after = first;
  while (after < ranges.length && ranges[after]! <= to) after += 2;
  const merged = after === first ? [from, to] : [Math.min(from, ranges[first]!), Math.max(to, ranges[after - 1]!)];
  ranges.splice(first, after - first, ...merged);
}

/** Index of the first range whose end is at least `clock`; the length when there is none. */
function firstEndingAtOrAfter(ranges: readonly number[], clock: number): number {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle * 2 + 1]! >= clock) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}
