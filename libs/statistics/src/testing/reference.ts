import { readFileSync } from 'node:fs';

import * as statistics from '../index.js';

/** Any value of JSON; numbers that are not finite are the strings `NaN`, `Infinity` and `-Infinity`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
}

/** One question put to another implementation, and what it answered. */
export interface ReferenceCase {
  readonly id: string;
  readonly method: string;
  readonly inputs: JsonObject;
  readonly params: JsonObject;
  readonly expected: JsonObject;
  /** By how much an answer may differ; `keys` says otherwise for single ones. */
  readonly tolerance: Tolerance & { readonly keys?: Readonly<Record<string, Tolerance>> };
}

/** Answers of scipy, statsmodels, rliable and of full enumeration; the file names the source of each. */
export const referenceCases = (
  JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as { readonly cases: readonly ReferenceCase[] }
).cases;

/** Where an answer disagrees with the expected one beyond the tolerance of its case; null where it does not. */
export function disagreement(one: ReferenceCase, answer: JsonObject): string | null {
  for (const [key, expected] of Object.entries(one.expected)) {
    const found = differs(expected, answer[key], { ...one.tolerance, ...one.tolerance.keys?.[key] }, key);
    if (found !== null) return found;
  }
  return null;
}

function differs(expected: Json, got: Json | undefined, tolerance: Tolerance, path: string): string | null {
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null || Object.keys(got).length < Object.keys(expected).length) return `${path}: shape differs`;
    for (const [key, value] of Object.entries(expected)) {
      const found = differs(value, (got as JsonObject)[key], tolerance, `${path}.${key}`);
      if (found !== null) return found;
    }
    return null;
  }
  const [want, have] = [toNumber(expected), toNumber(got)];
  const allowed = Math.max(tolerance.abs ?? 0, (tolerance.rel ?? 0) * Math.abs(want));
  const agrees = Number.isFinite(want) ? Math.abs(have - want) <= allowed : Object.is(have, want);
  return agrees ? null : `${path}: ${have} is not ${want}`;
}

const toNumber = (value: Json | undefined): number => (typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN);
const toList = (value: Json | undefined): number[] => (Array.isArray(value) ? value.map(toNumber) : []);
const toTable = (value: Json | undefined): number[][] => (Array.isArray(value) ? value.map(toList) : []);
const pair = ({ low, high }: statistics.Interval): number[] => [low, high];

/** What this library answers to a question of the reference, under the names that the reference uses. */
export function answer(method: string, inputs: JsonObject, params: JsonObject): JsonObject {
  const question = questions[method];
  if (question === undefined) throw new Error('unsupported');
  const number = (key: string): number => toNumber(inputs[key] ?? params[key]);
  const list = (key: string): number[] => toList(inputs[key] ?? params[key]);
  const sampling = { resamples: toNumber(params['resamples'] ?? 10_000), seed: 20_240_501 };
  return question({ x: toList(inputs['x']), y: toList(inputs['y']), number, list, inputs, params, sampling });
}

interface Question {
  readonly x: number[];
  readonly y: number[];
  readonly inputs: JsonObject;
  readonly params: JsonObject;
  readonly sampling: statistics.Resampling;
  number(key: string): number;
  list(key: string): number[];
}

const questions: Readonly<Record<string, (question: Question) => JsonObject>> = {
  describe: ({ x }) => ({ ...statistics.summarize(x) }),
  mean_ci_t: ({ x }) => ({ ci95: pair(statistics.meanInterval(x)!), ci99: pair(statistics.meanInterval(x, 0.99)!) }),
  welch_t: ({ x, y }) => tTest(statistics.welchTest(x, y)),
  student_t: ({ x, y }) => tTest(statistics.studentTest(x, y)),
  paired_t: ({ x, y }) => {
    const test = statistics.pairedTest(x, y);
    return { ...tTest(test), cohens_dz: test.dz };
  },
  effect_size: ({ x, y }) => {
    const { cohensD, hedgesG, glassDelta, superiority, cliffsDelta } = statistics.effectSizes(x, y);
    return { cohens_d: cohensD, hedges_g: hedgesG, glass_delta_y: glassDelta, prob_superiority_a12: superiority, cliffs_delta: cliffsDelta };
  },
  wilcoxon_exact: ({ list }) => {
    const { wPlus, wMinus, ...test } = statistics.wilcoxonSignedRank(list('d'), { method: 'exact' });
    return { w_plus: wPlus, w_minus: wMinus, p_two_sided: test.p, p_greater: test.pGreater, p_less: test.pLess };
  },
  wilcoxon_approx: ({ list, params }) => {
    const zeros = (params['zero_method'] ?? 'wilcox') as 'wilcox' | 'pratt' | 'zsplit';
    const [plain, corrected] = [false, true].map((continuity) => statistics.wilcoxonSignedRank(list('d'), { method: 'approximate', zeros, continuity }));
    return {
      statistic: Math.min(plain!.wPlus, plain!.wMinus),
      ...{ p_two_sided: plain!.p, p_greater: plain!.pGreater, p_less: plain!.pLess },
      ...{ p_two_sided_cc: corrected!.p, p_greater_cc: corrected!.pGreater, p_less_cc: corrected!.pLess },
    };
  },
  mann_whitney_exact: ({ x, y }) => {
    const test = statistics.mannWhitney(x, y, { method: 'exact' });
    return { u: test.u, p: test.p, p_greater: test.pGreater, p_less: test.pLess };
  },
  mann_whitney_approx: ({ x, y }) => {
    const [plain, corrected] = [false, true].map((continuity) => statistics.mannWhitney(x, y, { method: 'approximate', continuity }));
    return { u: plain!.u, p: plain!.p, p_cc: corrected!.p };
  },
  permutation_independent: ({ x, y, sampling }) => {
    const test = statistics.permutationIndependent(x, y, sampling);
    return { ...permutation(test), diff: test.statistic };
  },
  permutation_paired: ({ list, sampling }) => {
    const test = statistics.permutationPaired(list('d'), sampling);
    return { ...permutation(test), mean: test.statistic };
  },
  bootstrap_ci: ({ x, params, sampling }) => {
    const intervals = statistics.bootstrapIntervals(x, params['statistic'] === 'median' ? statistics.median : statistics.mean, sampling);
    const { percentile, bca, basic, se, bias, acceleration } = intervals;
    return { percentile95: pair(percentile), bca95: pair(bca), basic95: pair(basic), se, z0: bias, acceleration };
  },
  bootstrap_diff_ci: ({ x, y, sampling }) => {
    const { interval, shareGreater } = statistics.bootstrapDifference(x, y, sampling);
    return { percentile95: pair(interval), prob_x_greater: shareGreater };
  },
  rliable_aggregate: ({ inputs }) => {
    const { optimalityGap, ...rest } = statistics.aggregateScores(toTable(inputs['scores']));
    return { ...rest, optimality_gap: optimalityGap };
  },
  performance_profile: ({ inputs, list }) => {
    const profile = statistics.performanceProfile(toTable(inputs['scores']), list('tau'));
    return { run_scores: profile.runs, mean_scores: profile.tasks };
  },
  stratified_bootstrap: ({ inputs, sampling }) => {
    const { iqm, mean, median, optimalityGap } = statistics.aggregateIntervals(toTable(inputs['scores']), sampling);
    return { iqm_ci95: pair(iqm), mean_ci95: pair(mean), median_ci95: pair(median), optimality_gap_ci95: pair(optimalityGap) };
  },
  probability_of_improvement: ({ inputs }) => ({ p: statistics.probabilityOfImprovement(toTable(inputs['x']), toTable(inputs['y'])) }),
  nemenyi_q: ({ list, number }) => ({ q: list('k').map((k) => statistics.nemenyiQ(k, number('alpha'))) }),
  friedman_nemenyi: ({ inputs, params, number }) => {
    const scores = toTable(inputs['scores']);
    const test = statistics.friedmanTest(scores, { higherIsBetter: params['higher_is_better'] !== false });
    return {
      ...friedman(test),
      chi2_tie_corrected: test.chiSquaredTieCorrected,
      p_tie_corrected: test.pTieCorrected,
      cd_nemenyi_05: statistics.criticalDifference(test.averageRanks.length, scores.length, number('alpha')),
      nemenyi_p: statistics.nemenyiP(test.averageRanks, scores.length),
    };
  },
  adjust_p: ({ list }) => {
    const p = list('p');
    return {
      bonferroni: statistics.adjustP(p, 'bonferroni'),
      holm: statistics.adjustP(p, 'holm'),
      holm_sidak: statistics.adjustP(p, 'holm-sidak'),
      hochberg: statistics.adjustP(p, 'hochberg'),
      bh: statistics.adjustP(p, 'benjamini-hochberg'),
      by: statistics.adjustP(p, 'benjamini-yekutieli'),
    };
  },
  aso: ({ x, y, sampling, number }) => {
    const { violation, epsilonMin } = statistics.almostStochasticOrder(x, y, sampling, number('confidence'));
    return { violation_ratio: violation, eps_min: epsilonMin };
  },
  prob_outperform_paired: ({ x, y, sampling, number }) => {
    const { probability, interval } = statistics.pairedOutperformance(x, y, sampling, { gamma: number('gamma') });
    return { p: probability, ci95: pair(interval) };
  },
  noether_n: ({ number }) => ({ n: statistics.noetherPairs({ gamma: number('gamma'), alpha: number('alpha'), beta: number('beta') }) }),
  seeds_needed: ({ number }) => {
    const plan = { effectSize: number('effect_size'), alpha: number('alpha') };
    const [groups, pairs] = [false, true].map((paired) => statistics.seedsNeeded({ ...plan, paired }, number('power')));
    return { per_group_t: groups!.exact, per_group: groups!.n, pairs_t: pairs!.exact, pairs: pairs!.n };
  },
  power_t: ({ number }) => {
    const plan = { effectSize: number('effect_size'), alpha: number('alpha') };
    const n = number('n_per_group');
    return { independent: statistics.powerOfTTest(n, plan), paired: statistics.powerOfTTest(n, { ...plan, paired: true }) };
  },
  groups: ({ inputs }) => {
    const groups = toTable(inputs['groups']);
    const [means, spreads, ranks] = [statistics.anova(groups), statistics.brownForsythe(groups), statistics.kruskalWallis(groups)];
    return {
      ...{ anova_f: means.f, anova_p: means.p, kruskal_h: ranks.h, kruskal_p: ranks.p },
      ...{ brown_forsythe_f: spreads.f, brown_forsythe_p: spreads.p, tukey_hsd_p: statistics.tukeyHsd(groups) },
    };
  },
  correlation: ({ x, y }) => {
    const [line, order] = [statistics.pearson(x, y), statistics.spearman(x, y)];
    return { pearson_r: line.r, pearson_p: line.p, spearman_rho: order.r, spearman_p: order.p, kendall_tau_b: statistics.kendallTauB(x, y) };
  },
  proportion_ci: ({ number }) => {
    const [k, n] = [number('k'), number('n')];
    return { wilson95: pair(statistics.wilsonInterval(k, n)), clopper_pearson95: pair(statistics.clopperPearsonInterval(k, n)) };
  },
  mcnemar: ({ number }) => {
    const { exactP, chiSquared, p } = statistics.mcnemarTest(number('b'), number('c'));
    return { exact_p: exactP, chi2_cc: chiSquared, p_cc: p };
  },
  dist_normal: (question) => distribution(statistics.normal, question),
  dist_t: (question) => distribution(statistics.studentT(question.number('df')), question),
  dist_chi2: (question) => distribution(statistics.chiSquared(question.number('df')), question),
  dist_f: (question) => distribution(statistics.fisherF(question.number('df1'), question.number('df2')), question),
  dist_studentized_range: (question) => distribution(statistics.studentizedRange(question.number('k'), question.number('df')), question),
  lttb: ({ x, y, number }) => ({ indices: statistics.largestTriangles(x, y, number('threshold')) }),
  minmax_buckets: ({ y, number }) => ({ pairs: statistics.minMaxBuckets(y, number('buckets')) }),
  ema: ({ y, number }) => ({ y: statistics.exponentialMovingAverage(y, number('weight')) }),
};

function tTest({ difference, interval, t, df, p, pGreater, pLess }: statistics.TTest): JsonObject {
  return { t, df, p, diff: difference, ci95: pair(interval), p_greater: pGreater, p_less: pLess };
}

function permutation({ arrangements, p, pDoubled, pGreater, pLess }: statistics.PermutationTest): JsonObject {
  return { n_permutations: arrangements, p_greater: pGreater, p_less: pLess, p_two_sided_abs: p, p_two_sided_doubled: pDoubled };
}

function friedman({ averageRanks, chiSquared, p, f, pOfF }: statistics.FriedmanTest): JsonObject {
  return { average_ranks: averageRanks, chi2_uncorrected: chiSquared, p_uncorrected: p, iman_davenport_f: f, iman_davenport_p: pOfF };
}

function distribution(of: statistics.Distribution, { x, list }: Question): JsonObject {
  return { cdf: x.map((at) => of.cdf(at)), sf: x.map((at) => of.sf(at)), ppf: list('q').map((p) => of.quantile(p)) };
}
