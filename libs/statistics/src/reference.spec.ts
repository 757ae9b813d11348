import { describe, expect, it } from '@jest/globals';

import { answer, disagreement, referenceCases } from './testing/index.js';

describe('answers agree with scipy, statsmodels, rliable and full enumeration', () => {
  it.each(referenceCases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(disagreement(one, answer(one.method, one.inputs, one.params))).toBeNull();
  });

  it('and the comparison itself notices a wrong digit, a wrong length and a missing answer', () => {
    const one = { ...referenceCases[0]!, expected: { mean: 1, ci: [1, 2], gap: 'NaN' }, tolerance: { rel: 1e-6 } };
    expect(disagreement(one, { mean: 1 + 1e-7, ci: [1, 2], gap: NaN })).toBeNull();
    expect(disagreement(one, { mean: 1.00001, ci: [1, 2], gap: NaN })).toBe('mean: 1.00001 is not 1');
    expect(disagreement(one, { mean: 1, ci: [1], gap: NaN })).toBe('ci: shape differs');
    expect(disagreement(one, { mean: 1, ci: [1, 2], gap: 0 })).toBe('gap: 0 is not NaN');
    expect(disagreement(one, { ci: [1, 2], gap: NaN })).toBe('mean: NaN is not 1');
  });
});
