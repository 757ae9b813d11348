/**
 * Exponential moving average without the pull towards zero at the start, as TensorBoard draws it: `weight` of what was, and the
 * rest of what is. For the eye only; no number is ever computed from it. A gap stays a gap and is not smoothed over.
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let sum = 0;
  let share = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = sum * weight + value * (1 - weight);
    share = share * weight + (1 - weight);
    return sum / share;
  });
}
