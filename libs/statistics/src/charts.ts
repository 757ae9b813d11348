/** What curves are reduced by before they are drawn. None of this feeds statistics. */

/**
 * A smoothed curve: exponential moving average without the bias towards 0 at its start, as TensorBoard draws it. Draw the
 * raw line faintly behind it.
 *
 * Shapes: the answer lies beside `y`. Values that are not finite are passed through as gaps, and do not enter the average.
 * `weight` of the past: 0 leaves the curve as it is, towards 1 smooths more. Cost: O(n).
 *
 * @throws RangeError unless 0 ≤ weight < 1.
 */
export function exponentialMovingAverage(y: readonly number[], weight: number): number[] {
  if (!(weight >= 0 && weight < 1)) throw new RangeError(`The weight lies in [0, 1), but is ${weight}.`);
  let average = 0;
  let total = 0;
  return y.map((value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    total = weight * total + (1 - weight);
    return average / total;
  });
}

/**
 * The few points that look most like a curve: largest triangle three buckets. For thumbnails; it can drop a spike, so
 * where every extreme counts use {@link minMaxBuckets}.
 *
 * Shapes: points (x[i], y[i]) with x ascending, all finite; the answer is the ascending indices of `count` of them, the
 * first and the last always among them, or of all when there are no more. Of equal triangles the first wins. Cost: O(n).
 *
 * @throws RangeError when the lengths differ or count is not a whole number ≥ 2.
 * @see S. Steinarsson, "Downsampling time series for visual representation", University of Iceland, 2013.
 */
export function largestTriangles(x: readonly number[], y: readonly number[], count: number): number[] {
  if (x.length !== y.length) throw new RangeError(`Points need as many x as y, not ${x.length} and ${y.length}.`);
  requireCount(count, 2);
  if (count >= x.length) return x.map((_, i) => i);

  const start = (bucket: number): number => Math.floor((bucket * (x.length - 2)) / (count - 2)) + 1;
  const chosen = [0];
  for (let bucket = 0; bucket < count - 2; bucket++) {
    const [from, to] = [start(bucket), start(bucket + 1)];
    const nextTo = bucket === count - 3 ? x.length : start(bucket + 2);
    const [nextX, nextY] = [average(x, to, nextTo), average(y, to, nextTo)];
    const [lastX, lastY] = [x[chosen.at(-1)!]!, y[chosen.at(-1)!]!];
    const area = (i: number): number => Math.abs((lastX - nextX) * (y[i]! - lastY) - (lastX - x[i]!) * (nextY - lastY));
    chosen.push(indexOfMost(from, to, area));
  }
  return [...chosen, x.length - 1];
}

/**
 * Where each piece of a curve is lowest and highest: exact at a width of as many pixels as buckets.
 *
 * Shapes: bucket b holds the values from ⌊b·n/k⌋ to before ⌊(b+1)·n/k⌋; k is lowered to n where there are fewer values.
 * The answer has for each bucket the indices of its first minimum and first maximum in order of time, or null when it holds
 * no finite value: draw a gap. Cost: O(n).
 *
 * @throws RangeError when buckets is not a whole number ≥ 1.
 */
export function minMaxBuckets(y: readonly number[], buckets: number): ([number, number] | null)[] {
  requireCount(buckets, 1);
  const k = Math.min(buckets, y.length);
  return Array.from({ length: k }, (_, bucket) => {
    const [from, to] = [Math.floor((bucket * y.length) / k), Math.floor(((bucket + 1) * y.length) / k)];
    const high = indexOfMost(from, to, (i) => y[i]!);
    const low = indexOfMost(from, to, (i) => -y[i]!);
    return high === -1 ? null : [Math.min(low, high), Math.max(low, high)];
  });
}

/** The first index whose measure is the largest finite one; -1 when none is finite. */
function indexOfMost(from: number, to: number, measure: (index: number) => number): number {
  let [best, most] = [-1, -Infinity];
  for (let i = from; i < to; i++) {
    const value = measure(i);
    if (value > most && value < Infinity) [best, most] = [i, value];
  }
  return best;
}

function average(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / (to - from);
}

function requireCount(count: number, least: number): void {
  if (!Number.isInteger(count) || count < least) throw new RangeError(`The number to keep is a whole number of at least ${least}, not ${count}.`);
}
