import { describe, expect, it } from '@jest/globals';

import tokens from './tokens.json' with { type: 'json' };

type Scheme = 'light' | 'dark';

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** WCAG 2.2, "relative luminance", of `#RRGGBB`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
}

function colour(name: string, scheme: Scheme): string {
  if (name.startsWith('#')) return name;
  const presence = /^presence(\d)$/.exec(name)?.[1];
  const value = presence === undefined ? (tokens.colour[scheme] as Record<string, string>)[name] : tokens.colour.presence[Number(presence) - 1];
  if (value === undefined) throw new Error(`There is no colour called ${name}.`);
  return value;
}

describe('the colours', () => {
  const pairs = tokens.contrast.flatMap((pair) =>
    (pair.mode === 'both' ? (['light', 'dark'] as const) : [pair.mode as Scheme]).map((scheme) => ({ ...pair, scheme })),
  );

  it.each(pairs)('$fg on $bg reaches $min to 1 in the $scheme scheme', ({ fg, bg, min, ratio, scheme }) => {
    const measured = contrast(colour(fg, scheme), colour(bg, scheme));
    expect(measured).toBeGreaterThanOrEqual(min);
    expect(Math.abs(measured - ratio)).toBeLessThan(0.01);
  });

  it('are the same names in both schemes', () => {
    expect(Object.keys(tokens.colour.dark)).toEqual(Object.keys(tokens.colour.light));
  });

  it('give every tone of a meaning a text, a tint and a mark', () => {
    const tones = Object.values(tokens.meaning).flatMap((kind) =>
      Object.values(kind as Record<string, string | { tone?: string }>).flatMap((one) => (typeof one === 'object' && one.tone !== undefined ? [one.tone] : [])),
    );
    const names = Object.keys(tokens.colour.light);
    expect(tones.length).toBeGreaterThan(10);
    for (const tone of new Set(tones)) expect(names).toEqual(expect.arrayContaining(tone === 'ink' ? ['ink-text', 'ink-tint'] : [tone, `${tone}-tint`]));
  });
});
