import { describe, expect, it } from '@jest/globals';

import { BASELINE, likelyBaseline, seriesOf } from './series';

describe('the look of arms', () => {
  it('is grey for the baseline, and keeps its order for the others', () => {
    const look = seriesOf(['a', 'baseline', 'b'], 'baseline');
    expect(look('baseline')).toBe(BASELINE);
    expect([look('a').token, look('b').token]).toEqual(['--cq-s2', '--cq-s3']);
  });

  it('differs in colour, mark and dash together', () => {
    const arms = ['base', 'a', 'b', 'c', 'd', 'e'];
    const looks = arms.map(seriesOf(arms, 'base'));
    for (const trait of ['token', 'mark'] as const) expect(new Set(looks.map((look) => look[trait])).size).toBe(arms.length);
    expect(new Set(looks.map(({ dash }) => dash.join())).size).toBe(arms.length);
  });

  it('begins anew among the others when there are more arms than looks, and is never grey for them', () => {
    const arms = ['base', ...'abcdefgh'];
    const look = seriesOf(arms, 'base');
    expect(look('f')).toEqual(look('a'));
    expect(arms.slice(1).map(look)).not.toContain(BASELINE);
  });

  it('takes for the baseline what is called so, or else the first arm', () => {
    expect(likelyBaseline(['adam', 'Baseline (sgd)'])).toBe('Baseline (sgd)');
    expect(likelyBaseline(['t1', 't2'])).toBe('t1');
    expect(likelyBaseline([])).toBeUndefined();
  });
});
