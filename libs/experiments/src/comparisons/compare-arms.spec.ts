import { describe, expect, it } from '@jest/globals';

import { newId, type RunId } from '#libs/kernel';

import { type ArmRuns, type ArmValue, compareArms, type WrittenMetric } from './compare-arms.js';

const ACCURACY: WrittenMetric = { key: 'accuracy', direction: 'higher_is_better', unit: 'points', decimals: 2, directionKnown: true };
const valueOf = (value: number, i: number): ArmValue => ({ runId: newId<RunId>(), runName: 'run', seed: String(i + 1), value, standing: 'valid' });
const arm = (name: string, values: number[], more: Partial<ArmRuns> = {}): ArmRuns => ({ name, values: values.map(valueOf), excluded: [], withoutValue: 0, unfinished: 0, ...more });
const compared = (baseline: number[], method: number[], alpha = 0.05) => compareArms(arm('baseline', baseline), arm('method', method), ACCURACY, alpha);

const BASELINE = [71.2, 70.8, 71.9, 71.0, 71.4];
const METHOD = [72.1, 72.6, 71.8, 72.9, 72.3];

describe('a comparison of two arms', () => {
  it('agrees with SciPy', () => {
    // scipy.stats.ttest_ind(equal_var=False) of SciPy 1.17; g with the exact correction, Γ(4)/(2·Γ(3.5)).
    const five = compared(BASELINE, METHOD);
    expect(five.baseline).toMatchObject({ n: 5, mean: expect.closeTo(71.26, 10), sd: expect.closeTo(0.42, 2) });
    expect(five.treatment.interval).toEqual({ low: expect.closeTo(71.81, 2), high: expect.closeTo(72.87, 2) });
    expect(five).toMatchObject({ difference: expect.closeTo(1.08, 10), t: expect.closeTo(4.019343808849866, 10), df: expect.closeTo(7.998465622266892, 10), p: expect.closeTo(0.0038461859152949156, 12) });
    expect(five.hedgesG).toBeCloseTo((1.08 / Math.sqrt(0.1805)) * (6 / (2 * 3.323350970447843)), 10);
    expect(five.differenceInterval).toEqual({ low: expect.closeTo(0.46, 2), high: expect.closeTo(1.7, 2) });
    expect(five.sentence).toBe('“method” is 1.08 points higher than “baseline” on average, which is better. The interval excludes zero.');
  });

  it('says that an interval with zero in it shows neither a difference nor its absence', () => {
    const { sentence, p } = compared(BASELINE, [72.1, 72.6, 71.8, 71.1, 72.3]);
    expect(p).toBeCloseTo(0.056, 3);
    expect(sentence).toBe('“method” is 0.72 points higher than “baseline” on average. The interval includes zero: this shows neither that there is a difference nor that there is none.');
  });

  it('warns where the number of runs alone rules out a small p', () => {
    const three = compared(BASELINE.slice(0, 3), METHOD.slice(0, 3));
    expect(three.smallestReachableExactP).toBe(0.1);
    expect(three.sentence).toContain('With 3 and 3 runs no exact permutation test can fall below p = 0.10.');
    expect(compared(BASELINE, METHOD).sentence).not.toContain('permutation');
  });

  it('says which way is worse, and nothing of better and worse where nobody has decided', () => {
    expect(compared(METHOD, BASELINE).sentence).toContain('lower than “baseline” on average, which is worse.');
    const loss = compareArms(arm('a', METHOD), arm('b', BASELINE), { ...ACCURACY, directionKnown: false }, 0.05);
    expect(loss.sentence).toBe('“b” is 1.08 points lower than “a” on average. The interval excludes zero.');
  });

  it('tells a mean of one run, but no interval, test or difference it cannot know', () => {
    const one = compared([71.2], METHOD);
    expect(one).toMatchObject({ baseline: { n: 1, mean: 71.2, sd: null, interval: null }, differenceInterval: null, p: null, t: null, df: null, hedgesG: null });
    expect(one.difference).toBeCloseTo(72.34 - 71.2, 10);
    expect(one.sentence).toContain('“baseline” has one run that counts');
    expect(compared([], [])).toMatchObject({ difference: null, smallestReachableExactP: null, baseline: { n: 0, mean: null } });
  });

  it('does not test where nothing varies', () => {
    const flat = compared([1, 1, 1], [2, 2, 2]);
    expect(flat).toMatchObject({ difference: 1, differenceInterval: null, p: null });
    expect(flat.sentence).toContain('no noise to compare a difference with');
  });

  it('takes its level from alpha', () => {
    const strict = compared(BASELINE, METHOD, 0.001);
    expect(strict.method).toBe("Welch's t-test, two-sided, 99.9 % t intervals");
    expect(strict.differenceInterval!.low).toBeLessThan(0);
    expect(strict.sentence).toContain('includes zero');
  });

  it('mentions what is left out, missing, unfinished or counted twice', () => {
    const excluded: ArmValue = { ...valueOf(72.9, 3), standing: 'superseded' };
    const twice = [valueOf(1, 0), valueOf(2, 0), valueOf(3, 1)];
    const { sentence } = compareArms(
      arm('baseline', BASELINE, { excluded: [excluded], withoutValue: 2, unfinished: 1 }), arm('method', [], { values: twice }), ACCURACY, 0.05);
    expect(sentence).toContain('1 run of “baseline” is left out. 2 runs of “baseline” have no finite value and cannot be counted. 1 run of “baseline” is still running.');
    expect(sentence).toContain('“method” has more than one run of seed 1, which count as if independent.');
  });
});
