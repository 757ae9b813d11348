import { describe, expect, it } from '@jest/globals';

import { intervalScale } from './interval-scale';

describe('the interval glyph', () => {
  it('shows the interval, its estimate and what it is measured against', () => {
    expect(intervalScale({ estimate: 0.72, low: -0.02, high: 1.46 }, 96, 4)).toEqual({ low: 4, estimate: 48, high: 92, reference: 5.2 });
  });

  it('makes room for a reference far from the interval', () => {
    expect(intervalScale({ estimate: 2, low: 1, high: 3 }, 108, 4)).toEqual({ low: 37.3, estimate: 70.7, high: 104, reference: 4 });
  });

  it('keeps to a shared domain and draws the rest at its edge', () => {
    expect(intervalScale({ estimate: 5, low: -20, high: 8, domain: [-10, 10] }, 108, 4)).toEqual({ low: 4, estimate: 79, high: 94, reference: 54 });
  });

  it('stands in the middle when everything is one number', () => {
    expect(intervalScale({ estimate: 0, low: 0, high: 0 }, 96, 4)).toEqual({ low: 48, estimate: 48, high: 48, reference: 48 });
  });
});
