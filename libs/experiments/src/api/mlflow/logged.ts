import { posix } from 'node:path';

import type { DomainError } from '#libs/kernel';

import type { LoggedMetric } from '../../metrics/metric-store.js';
import type { Described } from '../../runs/run.entity.js';
import type { Logged } from '../../runs/run-log.service.js';
import { type Fields, invalidParameter } from './fields.js';

const MAX_KEY = 250;
const MAX_PARAM = 6_000;
const MAX_TAG = 8_000;
const MAX_EXPERIMENT_TAG = 5_000;
const MAX_EXPERIMENT_NAME = 500;
const MOST = { metrics: 1_000, params: 100, tags: 100, together: 1_000, described: 1_000 };
const MAX_DESCRIPTION = 1_000_000;
const DATASET_NEEDS = ['name', 'digest', 'source_type', 'source'];
const DATASET_MAY_HAVE = ['schema', 'profile'];

/** Letters of any script, as Python's `\w` has it. */
const KEY = /^[/\p{L}\p{N}_.\- :]*$/u;

/**
 * A name of a metric, param or tag. Clients use them as paths of files, so a name must be the same when read as one.
 */
function keyIn(fields: Fields, kind: string): string {
  const key = fields.text('key');
  // The one name that JavaScript's objects cannot be trusted to keep.
  if (!KEY.test(key) || key === '__proto__') {
    throw invalidParameter(
      `Invalid ${kind} name: '${shown(key)}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`,
    );
  }
  const resolved = posix.normalize(key);
  if (resolved !== key || resolved === '.' || resolved.startsWith('..') || resolved.startsWith('/') || resolved.endsWith('/')) {
    throw invalidParameter(
      `Invalid ${kind} name: '${shown(key)}'. Names may be treated as files in certain cases, and must not resolve to other names when treated as such. ` +
      `This name would resolve to '${shown(resolved)}'`,
    );
  }
  if (key.length > MAX_KEY) throw tooLong(`${kind[0]!.toUpperCase()}${kind.slice(1)} name`, key, MAX_KEY);
  return key;
}

export function metricIn(fields: Fields): LoggedMetric {
  const key = keyIn(fields, 'metric');
  const timestamp = fields.millis('timestamp');
  if (timestamp === undefined) throw invalidParameter(`Got invalid timestamp None for metric '${key}'. Timestamp must be a nonnegative long (64-bit integer).`);
  return { key, value: fields.double('value'), timestamp, step: fields.int64('step') ?? 0n };
}

/** Over-long values are cut, as MLflow cuts them: a training is not to die of a long description. */
export const paramIn = (fields: Fields): [string, string] => [keyIn(fields, 'parameter'), cut(fields.optionalText('value') ?? '', MAX_PARAM)];
export const tagIn = (fields: Fields): [string, string] => [keyIn(fields, 'tag'), cut(fields.optionalText('value') ?? '', MAX_TAG)];
export const tagsIn = (fields: Fields): Record<string, string> => Object.fromEntries(fields.items('tags').map(tagIn));
export const tagKeyIn = (fields: Fields): string => keyIn(fields, 'tag');

/** Tags of experiments are refused rather than cut. */
export function experimentTagIn(fields: Fields): [string, string] {
  const value = fields.optionalText('value') ?? '';
  if (value.length > MAX_EXPERIMENT_TAG) throw tooLong('Tag value', value, MAX_EXPERIMENT_TAG);
  return [keyIn(fields, 'tag'), value];
}

export const experimentTagsIn = (fields: Fields): Record<string, string> => Object.fromEntries(fields.items('tags').map(experimentTagIn));

export function experimentNameIn(fields: Fields, name: string): string {
  const text = fields.text(name);
  if (text.length > MAX_EXPERIMENT_NAME) throw invalidParameter(`Experiment name exceeds the maximum length of ${MAX_EXPERIMENT_NAME} characters`);
  if (text.trim() === '') throw invalidParameter(`Invalid experiment name: '${text}'`);
  return text;
}

/** All that a log-batch logs, checked before any of it is written. */
export function batchIn(fields: Fields): Required<Logged> {
  const [metrics, params, tags] = [fields.items('metrics'), fields.items('params'), fields.items('tags')];
  requireCount('metrics', metrics.length, MOST.metrics);
  requireCount('params', params.length, MOST.params);
  requireCount('tags', tags.length, MOST.tags);
  requireCount('metrics, params, and tags', metrics.length + params.length + tags.length, MOST.together);
  const pairs = params.map(paramIn);
  const repeated = pairs.filter(([key], i) => pairs.findIndex(([other]) => other === key) !== i).map(([key]) => key);
  if (repeated.length > 0) {
    throw invalidParameter(`Duplicate parameter keys have been submitted: ${shown(repeated.join(', '))}. Please ensure the request contains only one param value per param key.`);
  }
  return { metrics: metrics.map(metricIn), params: Object.fromEntries(pairs), tags: Object.fromEntries(tags.map(tagIn)) };
}

/** The data sets of a log-inputs, in the form in which they are returned. */
export function datasetsIn(fields: Fields): Described[] {
  const items = fields.items('datasets');
  requireCount('datasets', items.length, MOST.described);
  return items.map((item) => {
    const dataset = item.object('dataset');
    const entries = [...DATASET_NEEDS, ...DATASET_MAY_HAVE].flatMap((name): [string, string][] => {
      const text = DATASET_NEEDS.includes(name) ? dataset.text(name) : dataset.optionalText(name);
      if (text !== undefined && text.length > MAX_DESCRIPTION) throw tooLong(name, text, MAX_DESCRIPTION);
      return text === undefined ? [] : [[name, text]];
    });
    const tags = item.items('tags').map((tag) => ({ key: tag.text('key'), value: tag.optionalText('value') ?? '' }));
    return { tags, dataset: Object.fromEntries(entries) };
  });
}

/** The models of a log-inputs or outputs. */
export function modelsIn(fields: Fields): Described[] {
  const items = fields.items('models');
  requireCount('models', items.length, MOST.described);
  return items.map((item) => {
    const step = item.integer('step', { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER });
    return { model_id: item.text('model_id'), ...(step === undefined ? {} : { step }) };
  });
}

function requireCount(what: string, count: number, most: number): void {
  if (count > most) {
    throw invalidParameter(
      `A batch logging request can contain at most ${most} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`);
  }
}

/** Cut where a character ends: half of a surrogate pair is none. */
const cut = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, most).replace(/\p{Cs}$/u, ''));

const shown = (text: string): string => text.slice(0, MAX_KEY);

const tooLong = (what: string, text: string, most: number): DomainError =>
  invalidParameter(`${what} '${shown(text)}' had length ${text.length}, which exceeded length limit of ${most}`);
