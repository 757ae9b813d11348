import { probabilityOfSuperiority } from './effect-sizes.js';
import { type Interval, percentileInterval } from './intervals.js';
import { type Random, resampled, resampler, type Resampling } from './random.js';
import { ascending, requireLevel, requireSample } from './samples.js';
import { interquartileMean, mean, median } from './summary.js';

/**
 * Results of one method on several tasks: `scores[run][task]`, every run on every task, normalised so that tasks can be
 * averaged (1 is the reference, e.g. human level) and higher is better.
 *
 * All of this file follows R. Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice",
 * NeurIPS 2021, and agrees with its package `rliable`. Every function throws RangeError when the table is empty or ragged,
 * or a score is not finite.
 */
export type Scores = readonly (readonly number[])[];

export interface TaskAggregates<T = number> {
  /** Mean over all runs and tasks. */
  readonly mean: T;
  /** Median over tasks of the mean score of each. */
  readonly median: T;
  /** Mean of the middle half of all runs and tasks taken together: the one to prefer. */
  readonly iqm: T;
  /** How far the scores fall short of 1 on average; what exceeds 1 does not make up for it. */
  readonly optimalityGap: T;
}

/** How good is a method over many tasks? Dimensionless. Cost: O(n log n) for n runs × tasks. */
export function aggregateScores(scores: Scores): TaskAggregates {
  return aggregated(byTask(scores));
}

/**
 * How certain is that? Percentile intervals from resampling the runs within each task, never across tasks: the tasks are
 * the benchmark, the runs are the chance. The paper draws 50,000.
 */
export function aggregateIntervals(scores: Scores, sampling: Resampling, level = 0.95): TaskAggregates<Interval> {
  requireLevel(level);
  const resample = runResampler(byTask(scores));
  const drawn = resampled(sampling, (random) => aggregated(resample(random)));
  const interval = (of: (aggregates: TaskAggregates) => number): Interval => percentileInterval(ascending(drawn.map(of)), level);
  return {
    mean: interval((one) => one.mean),
    median: interval((one) => one.median),
    iqm: interval((one) => one.iqm),
    optimalityGap: interval((one) => one.optimalityGap),
  };
}

/**
 * Which share of the scores exceeds each threshold? A performance profile, which shows the whole distribution where an
 * aggregate shows one number.
 *
 * Shapes: answers lie beside `thresholds`, each from 0 to 1: `runs` is the share of runs × tasks strictly above, `tasks`
 * the share of tasks whose mean score is. Cost: O(n) a threshold.
 */
export function performanceProfile(scores: Scores, thresholds: readonly number[]): { readonly runs: number[]; readonly tasks: number[] } {
  const tasks = byTask(scores);
  const means = tasks.map(mean);
  return { runs: sharesAbove(tasks.flat(), thresholds), tasks: sharesAbove(means, thresholds) };
}

/** How certain is a performance profile? An interval for the share of runs × tasks at each threshold, each by itself. At least 2,000 resamples. */
export function performanceProfileBand(scores: Scores, thresholds: readonly number[], sampling: Resampling, level = 0.95): Interval[] {
  requireLevel(level);
  const resample = runResampler(byTask(scores));
  const drawn = resampled(sampling, (random) => sharesAbove(resample(random).flat(), thresholds));
  return thresholds.map((_, i) => percentileInterval(ascending(drawn.map((shares) => shares[i]!)), level));
}

/**
 * How likely is a run of x to beat a run of y on a task picked at random? The mean over tasks of P(X > Y) + ½·P(X = Y).
 *
 * Shapes: the same tasks in the same order; the numbers of runs may differ. Result from 0 to 1, ½ when equal.
 *
 * @throws RangeError as for every function here, and when the numbers of tasks differ.
 */
export function probabilityOfImprovement(x: Scores, y: Scores): number {
  const [ofX, ofY] = sameTasks(x, y);
  return improvement(ofX, ofY);
}

/** How certain is that? Percentile interval from resampling the runs of both methods within each task. */
export function probabilityOfImprovementInterval(x: Scores, y: Scores, sampling: Resampling, level = 0.95): Interval {
  requireLevel(level);
  const [ofX, ofY] = sameTasks(x, y);
  const [resampleX, resampleY] = [runResampler(ofX), runResampler(ofY)];
  return percentileInterval(ascending(resampled(sampling, (random) => improvement(resampleX(random), resampleY(random)))), level);
}

type Tasks = readonly (readonly number[])[];

function aggregated(tasks: Tasks): TaskAggregates {
  // Every task has as many runs, so means over tasks of means over runs are means over all.
  const means = tasks.map(mean);
  const shortfalls = tasks.map((runs) => runs.reduce((sum, score) => sum + Math.max(0, 1 - score), 0) / runs.length);
  return { mean: mean(means), median: median(means), iqm: interquartileMean(tasks.flat()), optimalityGap: mean(shortfalls) };
}

const improvement = (x: Tasks, y: Tasks): number => mean(x.map((runs, task) => probabilityOfSuperiority(runs, y[task]!)));

function sharesAbove(values: readonly number[], thresholds: readonly number[]): number[] {
  return thresholds.map((threshold) => values.reduce((count, value) => count + Number(value > threshold), 0) / values.length);
}

/** The table turned, `tasks[task][run]`, and checked. */
function byTask(scores: Scores): Tasks {
  const tasks = scores[0]?.length ?? 0;
  if (tasks === 0) throw new RangeError('A table of scores needs at least one run and one task.');
  for (const run of scores) {
    requireSample(run, tasks, 'A run');
    if (run.length > tasks) throw new RangeError(`Every run needs one score a task, but some have ${tasks} and some ${run.length}.`);
  }
  return Array.from({ length: tasks }, (_, task) => scores.map((run) => run[task]!));
}

function sameTasks(x: Scores, y: Scores): [Tasks, Tasks] {
  const [ofX, ofY] = [byTask(x), byTask(y)];
  if (ofX.length !== ofY.length) throw new RangeError(`Methods are compared on the same tasks, not on ${ofX.length} and ${ofY.length}.`);
  return [ofX, ofY];
}

/** Draws as many runs as there are, with replacement and independently for each task. */
function runResampler(tasks: Tasks): (random: Random) => Tasks {
  const resamplers = tasks.map(resampler);
  return (random) => resamplers.map((resample) => resample(random));
}
