import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';

import { type Actor, audienceSql, type Permitted, readable } from '#libs/access';
import { type CursorPart, decodeCursor, DomainError, isId, isInstant, type Page, pageOf, type PageRequest, pageSize, requireText, type UserId } from '#libs/kernel';
import { Database, prefixesOf, saidSql } from '#libs/platform';

import { Proposal } from './proposal.entity.js';
import { proposalPolicy } from './proposal.policy.js';
import type { ProposalStage } from './stages.js';

export const PROPOSAL_SORTS = ['updated_at', 'created_at', 'title'] as const;

export interface ProposalSort {
  readonly by: (typeof PROPOSAL_SORTS)[number];
  readonly descending: boolean;
}

/** All that is given must hold. */
export interface ProposalFilter {
  /** Words, the beginnings of which are in the title, the summary or the fields. */
  readonly search?: string | null | undefined;
  readonly stages?: readonly ProposalStage[] | null | undefined;
  readonly topic?: string | null | undefined;
  readonly authorId?: UserId | null | undefined;
  /** Those that the actor writes. */
  readonly mine?: boolean | null | undefined;
}

export interface SimilarProposal {
  readonly proposal: Permitted<Proposal>;
  /** 0…1: the cosine between the sets of word stems. 1 is the same words, 0 none in common. */
  readonly similarity: number;
}

const LATEST_FIRST: ProposalSort = { by: 'updated_at', descending: true };
/** Topics are offered from so many of the latest proposals: they are suggestions, and must not cost more as a group grows old. */
const TOPICS_FROM = 2_000;
const MOST_TOPICS = 200;
const MOST_SIMILAR = 5;

/** Each order: its column, how the cursor holds a row's place in it, and as what PostgreSQL reads that. */
const SORTS: Readonly<Record<ProposalSort['by'], { column: string; type: string; keyOf: (proposal: Proposal) => string; isKey: (text: string) => boolean }>> = {
  updated_at: { column: 'p.updatedAt', type: 'timestamptz', keyOf: ({ updatedAt }) => updatedAt.toISOString(), isKey: isInstant },
  created_at: { column: 'p.createdAt', type: 'timestamptz', keyOf: ({ createdAt }) => createdAt.toISOString(), isKey: isInstant },
  title: { column: 'p.titleKey', type: 'text', keyOf: ({ titleKey }) => titleKey, isKey: (text) => !text.includes('\0') },
};

/** Finding proposals: every list begins with what the actor may read. */
@Injectable()
export class ProposalList {
  constructor(private readonly database: Database) {}

  async page(actor: Actor, request: PageRequest, filter: ProposalFilter = {}, { by, descending }: ProposalSort = LATEST_FIRST): Promise<Page<Permitted<Proposal>>> {
    const first = pageSize(request);
    const { column, type, keyOf, isKey } = SORTS[by];
    const direction = descending ? 'DESC' : 'ASC';
    const query = this.readableTo(actor).orderBy(column, direction).addOrderBy('p.id', direction).take(first + 1);
    narrow(query, actor, filter);
    if (request.after != null) {
      const [key, id] = placeOf(request.after, by, isKey);
      query.andWhere(`(${column}, p.id) ${descending ? '<' : '>'} (:key::${type}, :id::uuid)`, { key, id });
    }
    const page = pageOf(await query.getMany(), first, (proposal) => [by, keyOf(proposal), proposal.id]);
    return { ...page, nodes: readable(proposalPolicy, actor, page.nodes) };
  }

  /** The topics of the latest {@link TOPICS_FROM} proposals, the most used first. */
  async topics(actor: Actor): Promise<string[]> {
    const rows = await this.database.sql<{ topic: string }>(
      `SELECT topic FROM (
         SELECT p.topics FROM proposal p WHERE ${audienceSql(actor, 'p', { group: '$1', user: '$2' })} ORDER BY p.updated_at DESC LIMIT ${TOPICS_FROM}
       ) latest, unnest(latest.topics) topic GROUP BY topic ORDER BY count(*) DESC, topic LIMIT ${MOST_TOPICS}`,
      [actor.groupId, actor.userId],
    );
    return rows.map(({ topic }) => topic);
  }

  /** The proposals whose title and summary share most words with a text, the most similar first: what to read before writing. */
  async similar(actor: Actor, text: string): Promise<SimilarProposal[]> {
    const wanted = requireText('text', text, { min: 0, max: 5_000 });
    const found = await this.database.sql<{ id: Proposal['id']; similarity: number }>(SIMILAR(actor), [actor.groupId, actor.userId, wanted]);
    const rows = await this.readableTo(actor).andWhere('p.id = ANY(:ids::uuid[])', { ids: found.map(({ id }) => id) }).getMany();
    const byId = new Map(readable(proposalPolicy, actor, rows).map((proposal) => [proposal.id, proposal]));
    return found.flatMap(({ id, similarity }) => {
      const proposal = byId.get(id);
      return proposal === undefined ? [] : [{ proposal, similarity }];
    });
  }

  private readableTo(actor: Actor): SelectQueryBuilder<Proposal> {
    // The group stands alone besides, so that an index that begins with it serves whatever the audience is.
    return this.database.read(Proposal).createQueryBuilder('p')
      .where(proposalPolicy.visibleTo(actor)).andWhere('p.groupId = :group', { group: actor.groupId });
  }
}

function narrow(query: SelectQueryBuilder<Proposal>, actor: Actor, { search, stages, topic, authorId, mine }: ProposalFilter): void {
  if (stages != null) query.andWhere('p.stage IN (:...stages)', { stages: stages.length === 0 ? ['none'] : stages });
  if (topic != null) query.andWhere('p.topics @> ARRAY[:topic]::text[]', { topic: requireText('topic', topic, { min: 0, max: 200 }) });
  if (authorId != null) query.andWhere('p.authorIds @> ARRAY[:author]::uuid[]', { author: authorId });
  if (mine === true) query.andWhere('p.authorIds @> ARRAY[:me]::uuid[]', { me: actor.userId });
  if (search == null || search.trim() === '') return;
  const prefixes = prefixesOf(search);
  if (prefixes === null) query.andWhere('false');
  else query.andWhere(`p.search @@ ${saidSql(':prefixes')}`, { prefixes });
}

/**
 * Ranking is quick and picks candidates; the cosine, which means something to people, is computed for those alone. Below a
 * tenth it is chance.
 */
const SIMILAR = (actor: Actor): string => `
  WITH wanted AS MATERIALIZED (
    SELECT words, (SELECT string_agg('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''', ' | ') FROM unnest(words) word)::tsquery AS query
    FROM (SELECT tsvector_to_array(to_tsvector('english', $3)) AS words) text
  ), candidate AS MATERIALIZED (
    SELECT p.id, tsvector_to_array(ts_filter(p.search, '{a,b}')) AS words
    FROM proposal p
    WHERE ${audienceSql(actor, 'p', { group: '$1', user: '$2' })} AND p.search @@ (SELECT query FROM wanted)
    ORDER BY ts_rank(p.search, (SELECT query FROM wanted)) DESC, p.id LIMIT 50
  ), scored AS (
    SELECT candidate.id, (
      SELECT count(*) FROM unnest(candidate.words) word WHERE word = ANY (wanted.words)
    ) / sqrt(greatest(1, cardinality(candidate.words)) * greatest(1, cardinality(wanted.words))) AS similarity
    FROM candidate, wanted
  )
  SELECT id, similarity FROM scored WHERE similarity >= 0.1 ORDER BY similarity DESC, id LIMIT ${MOST_SIMILAR}`;

/** The place after which a page begins, if the cursor was made in this order. @throws DomainError `CURSOR_INVALID`. */
function placeOf(cursor: string, by: ProposalSort['by'], isKey: (text: string) => boolean): readonly [key: string, id: string] {
  const [order, key, id] = decodeCursor(cursor, 3) as [CursorPart, CursorPart, CursorPart];
  if (order === by && typeof key === 'string' && isKey(key) && typeof id === 'string' && isId(id)) return [key, id];
  throw new DomainError('invalid', 'CURSOR_INVALID', 'This page cursor belongs to another order of the list. Start from the first page.');
}
