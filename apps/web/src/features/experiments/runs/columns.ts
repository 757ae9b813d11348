import type { RunSortField } from '../../../graphql/generated/graphql';
import { firstMetric, type ExperimentShown } from '../experiment';

/** A chosen column of the table of runs, as the address and the filter language write it: `metrics.accuracy`, `params.lr`. */
export interface Column {
  readonly kind: 'metrics' | 'params';
  readonly key: string;
}

const SHAPE = /^(metrics|params)\.(.+)$/s;

export const nameOf = ({ kind, key }: Column): string => `${kind}.${key}`;

export function columnOf(name: string): Column | undefined {
  const [, kind, key] = SHAPE.exec(name) ?? [];
  return kind === undefined || key === undefined ? undefined : { kind: kind as Column['kind'], key };
}

/** MLflow lets no key contain a comma, so one parts them. */
export const columnsIn = (text: string): Column[] => text.split(',').flatMap((name) => columnOf(name) ?? []);

/** Every column that can be chosen: what was logged, but for the arm and the seed, which have columns of their own. */
export function choosable({ metricKeys, paramKeys, armParam, seedParam }: ExperimentShown): Column[] {
  return [
    ...metricKeys.map((key) => ({ kind: 'metrics', key }) as const),
    ...paramKeys.filter((key) => key !== armParam && key !== seedParam).map((key) => ({ kind: 'params', key }) as const),
  ];
}

const USUAL = { metrics: 3, params: 2 };

/** What the table shows until somebody chooses: the metric that judges, a few others, and a few params. */
export function usualColumns(experiment: ExperimentShown): Column[] {
  const first = firstMetric(experiment);
  const all = choosable(experiment);
  const metrics = all.filter(({ kind }) => kind === 'metrics').sort((a, b) => Number(b.key === first) - Number(a.key === first));
  return [...metrics.slice(0, USUAL.metrics), ...all.filter(({ kind }) => kind === 'params').slice(0, USUAL.params)];
}

/** The order of the table as the address writes it: a column, with a minus before it for the largest first. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

export const orderIn = (text: string | undefined): Order | undefined =>
  text === undefined ? undefined : text.startsWith('-') ? { by: text.slice(1), descending: true } : { by: text, descending: false };

/** Pressing a heading: from the largest (what one looks for first) to the smallest to the usual order. Names begin with A. */
export function nextOrder(order: Order | undefined, by: string): string | undefined {
  const descendingFirst = by.startsWith('metrics.') || by === 'started_at';
  if (order?.by !== by) return descendingFirst ? `-${by}` : by;
  return order.descending === descendingFirst ? (descendingFirst ? by : `-${by}`) : undefined;
}

/** What the server sorts by. Without an order the newest come first. */
export interface Sort {
  readonly by: RunSortField;
  readonly key: string | null;
  readonly descending: boolean;
}

const NEWEST: Sort = { by: 'started_at', key: null, descending: true };

export function sortFor(order: Order | undefined): Sort {
  if (order === undefined) return NEWEST;
  const { by, descending } = order;
  if (by === 'name' || by === 'started_at') return { by, key: null, descending };
  const column = columnOf(by);
  return column === undefined ? NEWEST : { by: column.kind === 'metrics' ? 'metric' : 'param', key: column.key, descending };
}
