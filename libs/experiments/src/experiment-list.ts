import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { type Actor, type Permitted, readable } from '#libs/access';
import { type CursorPart, type ExperimentId, type Page, pageOf, type PageRequest, pageSize, type ProposalId } from '#libs/kernel';
import { Database, namedSql, prefixesOf } from '#libs/platform';

import { type Experiment, experimentText, type Lifecycle } from './experiment.entity.js';
import { experimentPolicy, visibleExperimentSql } from './experiment.policy.js';
import { experimentsIn } from './experiments-in.js';
import { conditionSql, type Field, fieldFor, Parameters, type Vocabulary } from './search/fields.js';
import { parseFilter, parseOrder } from './search/filter.js';
import { afterSql, cursorPart, cursorValues, keyColumns, orderSql, type SortKey } from './search/order.js';

export interface ExperimentFilter {
  readonly proposalId?: ProposalId | undefined;
  /** Only those in the inbox. */
  readonly unattached?: boolean | undefined;
  /** Words, or beginnings of words, of name, question and hypothesis. */
  readonly search?: string | undefined;
}

export interface ExperimentQuery {
  /** In MLflow's language. */
  readonly filter: string;
  readonly order: readonly string[];
  readonly lifecycle?: Lifecycle | undefined;
  readonly first: number;
  readonly after: string | null;
}

const CREATED: Field = { kind: 'time', value: 'e.created_at', always: true };
const UPDATED: Field = { kind: 'time', value: 'e.updated_at', always: true };
const NAME: Field = { kind: 'text', value: 'e.name', always: true };
const NUMBER: Field = { kind: 'number', value: 'e.number', always: true };
const ID: Field = { kind: 'id', value: 'e.id', always: true };

const ATTRIBUTES = new Map<string, Field>([
  ['name', NAME], ['experiment_id', NUMBER], ['creation_time', CREATED], ['last_update_time', UPDATED],
]);

/** What MLflow's clients may name in a search for experiments. */
const vocabulary: Vocabulary = ({ entity, key }, parameters) => {
  if (entity === null || entity === 'attribute' || entity === 'attributes') return ATTRIBUTES.get(key) ?? null;
  return entity === 'tag' || entity === 'tags' ? { kind: 'text', value: `(e.tags ->> ${parameters.add(key)}::text)` } : null;
};

const NEWEST_FIRST: readonly SortKey[] = [{ field: CREATED, descending: true }, { field: ID, descending: true }];

type Found = Record<string, CursorPart> & { id: ExperimentId; proposal_id: ProposalId | null };

/** Lists of experiments, each showing what its reader may see. */
@Injectable()
export class ExperimentList {
  constructor(private readonly database: Database) {}

  /** The newest first, without deleted ones. */
  async page(actor: Actor, request: PageRequest, filter: ExperimentFilter): Promise<Page<Permitted<Experiment, 'read'>>> {
    return this.fetch(actor, NEWEST_FIRST, pageSize(request), request.after ?? null, (parameters) => [
      `e.lifecycle = 'active'`,
      ...(filter.proposalId === undefined ? [] : [`e.proposal_id = ${parameters.add(filter.proposalId)}::uuid`]),
      ...(filter.unattached === true ? ['e.proposal_id IS NULL'] : []),
      ...searchSql(filter.search ?? '', parameters),
    ]);
  }

  /** The first page of each of these proposals, in their order, with one question for all: what a list of proposals shows. */
  async firstPages(actor: Actor, proposalIds: readonly ProposalId[], request: PageRequest): Promise<Page<Permitted<Experiment, 'read'>>[]> {
    const first = pageSize(request);
    const parameters = new Parameters();
    const place = { group: parameters.add(actor.groupId), user: parameters.add(actor.userId) };
    const rows = await this.database.sql<Found>(
      `SELECT found.* FROM unnest(${parameters.add([...proposalIds])}::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
         SELECT e.id, e.proposal_id, ${keyColumns(NEWEST_FIRST)} FROM experiment e JOIN proposal p ON p.id = e.proposal_id
         WHERE e.proposal_id = wanted.id AND e.lifecycle = 'active' AND ${visibleExperimentSql(actor, { experiment: 'e', proposal: 'p' }, place)}
         ORDER BY ${orderSql(NEWEST_FIRST)} LIMIT ${parameters.add(first + 1)}
       ) found`,
      parameters.values,
    );
    const experiments = await this.byId(rows);
    return proposalIds.map((id) => this.pageFrom(actor, rows.filter((row) => row.proposal_id === id), first, NEWEST_FIRST, experiments));
  }

  /** As MLflow's clients ask: the newest first unless they say otherwise. @throws DomainError `RUN_FILTER_INVALID`, `CURSOR_INVALID`. */
  async matching(actor: Actor, query: ExperimentQuery): Promise<Page<Permitted<Experiment, 'read'>>> {
    const parameters = new Parameters();
    const chosen = query.order.map((item): SortKey => {
      const { name, descending } = parseOrder(item);
      return { field: fieldFor(name, vocabulary, parameters), descending };
    });
    const keys = chosen.length > 0 ? [...chosen, { field: NUMBER, descending: true }] : [{ field: CREATED, descending: true }, { field: NUMBER, descending: false }];
    return this.fetch(actor, keys, query.first, query.after, () => [
      ...(query.lifecycle === undefined ? [] : [`e.lifecycle = ${parameters.add(query.lifecycle)}`]),
      ...parseFilter(query.filter).map((comparison) => conditionSql(comparison, vocabulary, parameters)),
    ], parameters);
  }

  /** Which of these numbers the actor may read, as ids: what cannot be read does not exist for a search. */
  async readableNumbers(actor: Actor, numbers: readonly number[]): Promise<ExperimentId[]> {
    const found = await experimentsIn(this.database).where({ groupId: actor.groupId, number: In([...numbers]) }).getMany();
    return found.filter((experiment) => experimentPolicy.may.read(actor, experiment)).map(({ id }) => id);
  }

  private async fetch(
    actor: Actor, keys: readonly SortKey[], first: number, after: string | null,
    conditionsOf: (parameters: Parameters) => string[], parameters = new Parameters(),
  ): Promise<Page<Permitted<Experiment, 'read'>>> {
    const place = { group: parameters.add(actor.groupId), user: parameters.add(actor.userId) };
    const conditions = [visibleExperimentSql(actor, { experiment: 'e', proposal: 'p' }, place), ...conditionsOf(parameters)];
    if (after !== null) conditions.push(afterSql(keys, cursorValues(after, keys), parameters));
    const rows = await this.database.sql<Found>(
      `SELECT e.id, e.proposal_id, ${keyColumns(keys)} FROM experiment e LEFT JOIN proposal p ON p.id = e.proposal_id
       WHERE ${conditions.join(' AND ')} ORDER BY ${orderSql(keys)} LIMIT ${parameters.add(first + 1)}`,
      parameters.values,
    );
    return this.pageFrom(actor, rows, first, keys, await this.byId(rows));
  }

  private async byId(rows: readonly Found[]): Promise<Map<ExperimentId, Experiment>> {
    const found = await experimentsIn(this.database).where({ id: In(rows.map(({ id }) => id)) }).getMany();
    return new Map(found.map((experiment) => [experiment.id, experiment]));
  }

  private pageFrom(
    actor: Actor, rows: Found[], first: number, keys: readonly SortKey[], experiments: ReadonlyMap<ExperimentId, Experiment>,
  ): Page<Permitted<Experiment, 'read'>> {
    const { nodes, endCursor, hasMore } = pageOf(rows, first, (row) => keys.map((_, i) => cursorPart(row[`key_${i}`] ?? null)));
    return { nodes: readable(experimentPolicy, actor, nodes.flatMap(({ id }) => experiments.get(id) ?? [])), endCursor, hasMore };
  }
}

/** Every word must begin some word of the text. */
function searchSql(search: string, parameters: Parameters): string[] {
  if (search.trim() === '') return [];
  const prefixes = prefixesOf(search);
  return prefixes === null ? ['false'] : [`${experimentText('e')} @@ ${namedSql(parameters.add(prefixes))}`];
}
