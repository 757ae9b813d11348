export interface IntervalScale {
  /** Horizontal positions within the glyph's width. */
  readonly low: number;
  readonly estimate: number;
  readonly high: number;
  readonly reference: number;
}

export interface IntervalNumbers {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** What the estimate is measured against: zero for a difference. */
  readonly reference?: number | undefined;
  /** Shared by glyphs that stand below one another, so that they can be compared. Without it, the glyph shows all that it has. */
  readonly domain?: readonly [number, number] | undefined;
}

/**
 * Where the marks of an interval glyph of `width` stand, with `margin` kept free at both ends for the estimate's disc.
 * What lies outside a given domain is drawn at its edge.
 */
export function intervalScale(numbers: IntervalNumbers, width: number, margin: number): IntervalScale {
  const { estimate, low, high, reference = 0 } = numbers;
  const all = [low, high, estimate, reference];
  const [from, to] = numbers.domain ?? [Math.min(...all), Math.max(...all)];
  const extent = to - from;
  const place = (value: number): number => {
    const share = extent === 0 ? 0.5 : Math.min(1, Math.max(0, (value - from) / extent));
    return Math.round((margin + share * (width - 2 * margin)) * 10) / 10;
  };
  return { low: place(low), estimate: place(estimate), high: place(high), reference: place(reference) };
}
