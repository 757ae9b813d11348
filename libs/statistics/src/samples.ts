/** What every question here asks of its input: enough values, all of them finite. A missing seed is left out by the caller, who says so. */

/** @throws RangeError when there are fewer than `atLeast` values, or one is not finite. */
export function requireSample(values: readonly number[], atLeast: number, name = 'The sample'): void {
  if (values.length < atLeast) throw new RangeError(`${name} needs at least ${atLeast} values, but has ${values.length}.`);
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${name} holds ${wrong}, which is not a finite number.`);
}

/** @throws RangeError when the samples cannot be paired: they differ in length, are too short, or hold a value that is not finite. */
export function requirePairs(x: readonly number[], y: readonly number[], atLeast: number): void {
  if (x.length !== y.length) throw new RangeError(`Pairs need samples of one length, but got ${x.length} and ${y.length}.`);
  requireSample(x, atLeast, 'The first of each pair');
  requireSample(y, atLeast, 'The second of each pair');
}

/** @throws RangeError unless the level, such as 0.95, lies strictly between 0 and 1. */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level lies strictly between 0 and 1, but got ${level}.`);
}

/** Differences x[i] - y[i] of pairs, of the same unit. */
export const differences = (x: readonly number[], y: readonly number[]): number[] => x.map((value, i) => value - y[i]!);

/** A sorted copy: a typed array, which sorts numbers as numbers and several times faster. */
export const ascending = (values: readonly number[] | Float64Array): Float64Array => new Float64Array(values).sort();
