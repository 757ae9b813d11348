import { Injectable } from '@nestjs/common';

import { type Actor, type Permitted } from '#libs/access';
import { type CursorPart, type ExperimentId, type Page, pageOf, type RunId } from '#libs/kernel';
import { Database } from '#libs/platform';

import type { Lifecycle } from '../experiment.entity.js';
import { conditionSql, fieldFor, Parameters } from '../search/fields.js';
import { parseFilter, parseOrder } from '../search/filter.js';
import { afterSql, cursorPart, cursorValues, keyColumns, orderSql, type SortKey } from '../search/order.js';
import type { Run } from './run.entity.js';
import { metricField, numericParamField, paramField, RUN_ID, runVocabulary, STARTED_AT } from './run-vocabulary.js';
import { readableRuns } from './runs-in.js';

export const RUN_SORTS = ['started_at', 'name', 'metric', 'param'] as const;

/** The order of a table of runs. */
export interface RunSort {
  readonly by: (typeof RUN_SORTS)[number];
  /** Which metric or param. */
  readonly key: string;
  readonly descending: boolean;
}

export interface RunQuery {
  readonly experimentIds: readonly ExperimentId[];
  /** Both when absent. */
  readonly lifecycle?: Lifecycle | undefined;
  /** In MLflow's language; empty for all. */
  readonly filter: string;
  /** A sort of our own, or items in MLflow's language. The newest come first where these say nothing. */
  readonly order: RunSort | readonly string[];
  readonly first: number;
  readonly after: string | null;
}

/** Runs of experiments, filtered, sorted, a page at a time. */
@Injectable()
export class RunSearch {
  constructor(private readonly database: Database) {}

  /**
   * The experiments are ones that the actor may read.
   *
   * @throws DomainError `RUN_FILTER_INVALID` with the position in the filter, or `CURSOR_INVALID`.
   */
  async page(actor: Actor, query: RunQuery): Promise<Page<Permitted<Run, 'read'>>> {
    const parameters = new Parameters();
    const keys = sortKeys(query.order, parameters);
    const conditions = [homeSql(query.experimentIds, parameters)];
    if (query.lifecycle !== undefined) conditions.push(`r.lifecycle = ${parameters.add(query.lifecycle)}`);
    for (const comparison of parseFilter(query.filter)) conditions.push(conditionSql(comparison, runVocabulary, parameters));
    if (query.after !== null) conditions.push(afterSql(keys, cursorValues(query.after, keys), parameters));
    const rows = query.experimentIds.length === 0 ? [] : await this.database.sql<Record<string, CursorPart> & { id: RunId }>(
      `SELECT r.id, ${keyColumns(keys)} FROM run r JOIN experiment e ON e.id = r.experiment_id
       WHERE ${conditions.join(' AND ')} ORDER BY ${orderSql(keys)} LIMIT ${parameters.add(query.first + 1)}`,
      parameters.values,
    );
    const { nodes, endCursor, hasMore } = pageOf(rows, query.first, (row) => keys.map((_, i) => cursorPart(row[`key_${i}`] ?? null)));
    return { nodes: await readableRuns(this.database, actor, nodes.map(({ id }) => id)), endCursor, hasMore };
  }
}

/** One experiment is compared with `=`, which lets its runs be read from an index in their order. */
function homeSql(ids: readonly ExperimentId[], parameters: Parameters): string {
  return ids.length === 1 ? `r.experiment_id = ${parameters.add(ids[0])}::uuid` : `r.experiment_id = ANY(${parameters.add(ids)}::uuid[])`;
}

function sortKeys(order: RunQuery['order'], parameters: Parameters): SortKey[] {
  const chosen = 'by' in order ? ownSort(order, parameters) : order.map((item) => {
    const { name, descending } = parseOrder(item);
    return { field: fieldFor(name, runVocabulary, parameters), descending };
  });
  return [...chosen, { field: STARTED_AT, descending: true }, { field: RUN_ID, descending: false }];
}

function ownSort({ by, key, descending }: RunSort, parameters: Parameters): SortKey[] {
  switch (by) {
    case 'started_at':
      return [{ field: STARTED_AT, descending }];
    case 'name':
      return [{ field: { kind: 'text', value: 'r.name', always: true }, descending }];
    case 'metric':
      return [{ field: metricField(key, parameters), descending }];
    case 'param':
      return [{ field: numericParamField(key, parameters), descending }, { field: paramField(key, parameters), descending }];
  }
}
