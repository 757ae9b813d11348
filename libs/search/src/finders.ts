import { type Actor, audienceSql } from '#libs/access';
import { experimentText, visibleExperimentSql } from '#libs/experiments';
import { localOf } from '#libs/kernel';
import { visibleMeetingsSql } from '#libs/meetings';
import { namedSql, saidSql, type Source } from '#libs/platform';
import { plainWords, type Severity, type ThreadKind } from '#libs/threads';

/** In the order in which they are shown. */
export const SEARCH_KINDS = ['proposal', 'document', 'thread', 'experiment', 'meeting', 'person'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly title: string;
  /** The words around what matched, or what else tells it from others. */
  readonly excerpt: string;
  /** Where it matched; goes on from "because". */
  readonly because: string;
}

/** What is looked for, and by whom. */
export interface Question {
  readonly actor: Actor;
  /** A tsquery of prefixes, see `prefixesOf`. */
  readonly prefixes: string;
  readonly most: number;
}

type Found = Omit<SearchHit, 'kind'>;
type Finder = (source: Source, question: Question) => Promise<Found[]>;

/** The places that every statement here has: the actor's group and id, the words, how many. */
const PLACES = { group: '$1', user: '$2' } as const;
const places = ({ actor, prefixes, most }: Question): unknown[] => [actor.groupId, actor.userId, prefixes, most];

const [NAMED, SAID] = [namedSql('$3'), saidSql('$3')];
/** A word that more things than this have in common finds nothing in particular: so many are ranked, and no more. */
const CANDIDATES = 500;

const around = (text: string, query: string): string => `ts_headline('english', ${text}, ${query}, 'StartSel="", StopSel="", MinWords=12, MaxWords=24')`;

/** Proposals by title, summary and fields: in this order of weight. */
const proposals: Finder = (source, question) =>
  source.sql<Found>(
    `WITH candidate AS MATERIALIZED (
       SELECT p.id, p.title, p.summary, p.fields, p.search, p.updated_at FROM proposal p
       WHERE p.search @@ ${SAID} AND ${audienceSql(question.actor, 'p', PLACES)} LIMIT ${CANDIDATES}
     ), best AS (
       SELECT * FROM candidate ORDER BY ts_rank(search, ${SAID}) DESC, updated_at DESC, id LIMIT $4
     )
     SELECT id, title,
       CASE WHEN ts_filter(search, '{c}') @@ ${SAID} AND NOT ts_filter(search, '{b}') @@ ${SAID}
            THEN ${around(`(SELECT coalesce(string_agg(value, ' · '), '') FROM jsonb_each_text(fields))`, SAID)}
            ELSE ${around('summary', SAID)} END AS excerpt,
       CASE WHEN ts_filter(search, '{a}') @@ ${SAID} THEN 'its title matches'
            WHEN ts_filter(search, '{b}') @@ ${SAID} THEN 'its summary matches'
            WHEN ts_filter(search, '{c}') @@ ${SAID} THEN 'one of its fields matches'
            ELSE 'its title, summary and fields together match' END AS because
     FROM best`,
    places(question),
  );

/** Loose documents by title; those of proposals and meetings are found as what they belong to. */
const documents: Finder = (source, question) =>
  source.sql<Found>(
    `SELECT d.id, d.title, '' AS excerpt, 'its title matches' AS because FROM document d
     WHERE d.kind = 'loose' AND to_tsvector('simple', d.title) @@ ${NAMED} AND ${audienceSql(question.actor, 'd', PLACES)}
     ORDER BY d.updated_at DESC, d.id LIMIT $4`,
    places(question),
  );

/** Threads by what is said in them: the comment of each that matches best. */
const threads: Finder = async (source, question) => {
  const rows = await source.sql<{ id: string; kind: ThreadKind; severity: Severity | null; about: string; words: string; author: string }>(
    `WITH candidate AS MATERIALIZED (
       SELECT c.id, c.thread_id, ts_rank(c.search, ${SAID}) AS rank, c.created_at, d.title AS about
       FROM comment c JOIN thread t ON t.id = c.thread_id JOIN document d ON d.id = t.document_id
       WHERE c.search @@ ${SAID} AND ${audienceSql(question.actor, 'd', PLACES)} LIMIT ${CANDIDATES}
     ), best AS (
       SELECT * FROM (SELECT DISTINCT ON (thread_id) * FROM candidate ORDER BY thread_id, rank DESC, created_at DESC) of_thread
       ORDER BY rank DESC, created_at DESC, id LIMIT $4
     )
     SELECT t.id, t.kind, t.severity, best.about, u.name AS author,
            ${around(String.raw`regexp_replace(c.body, '@\[([^]]+)\]\(person:[^)]*\)', '@\1', 'g')`, SAID)} AS words
     FROM best JOIN comment c ON c.id = best.id JOIN thread t ON t.id = c.thread_id JOIN app_user u ON u.id = c.author_id
     ORDER BY best.rank DESC, best.created_at DESC, best.id`,
    places(question),
  );
  return rows.map(({ id, kind, severity, about, words, author }) => {
    const what = severity === null ? kind : `${severity} ${kind}`;
    return { id, title: `${what[0]!.toUpperCase()}${what.slice(1)} on “${about}”`, excerpt: plainWords(words), because: `a comment by ${author} matches` };
  });
};

/** Experiments by name, question and hypothesis. */
const experiments: Finder = (source, question) =>
  source.sql<Found>(
    `SELECT e.id, e.name AS title, ${around(`CASE WHEN to_tsvector('simple', e.question) @@ ${NAMED} OR e.hypothesis = '' THEN e.question ELSE e.hypothesis END`, NAMED)} AS excerpt,
       CASE WHEN to_tsvector('simple', e.name) @@ ${NAMED} THEN 'its name matches'
            WHEN to_tsvector('simple', e.question) @@ ${NAMED} THEN 'its question matches'
            WHEN to_tsvector('simple', e.hypothesis) @@ ${NAMED} THEN 'its hypothesis matches'
            ELSE 'its name, question and hypothesis together match' END AS because
     FROM experiment e LEFT JOIN proposal p ON p.id = e.proposal_id
     WHERE e.lifecycle = 'active' AND ${experimentText('e')} @@ ${NAMED}
       AND ${visibleExperimentSql(question.actor, { experiment: 'e', proposal: 'p' }, PLACES)}
     ORDER BY e.updated_at DESC, e.id LIMIT $4`,
    places(question),
  );

/** Meetings by title and by what is on their agenda, closed ones too. */
const meetings: Finder = async (source, question) => {
  const rows = await source.sql<{ id: string; title: string; startsAt: Date; timeZone: string; item: string | null }>(
    `SELECT m.id, m.title, m.starts_at AS "startsAt", m.time_zone AS "timeZone", found.item
     FROM (
       SELECT DISTINCT ON (id) id, item FROM (
         (SELECT id, NULL AS item FROM meeting WHERE to_tsvector('simple', title) @@ ${NAMED})
         UNION ALL
         (SELECT meeting_id, title FROM agenda_item WHERE to_tsvector('simple', title) @@ ${NAMED})
       ) matching ORDER BY id, item NULLS FIRST
     ) found JOIN meeting m ON m.id = found.id
     WHERE m.id IN (${visibleMeetingsSql(question.actor).sql}) ORDER BY m.starts_at DESC, m.id LIMIT $4`,
    places(question),
  );
  return rows.map(({ id, title, startsAt, timeZone, item }) => ({
    id, title, excerpt: `${localOf(startsAt, timeZone).slice(0, 16).replace('T', ' ')}, ${timeZone}`,
    because: item === null ? 'its title matches' : `“${item}” is on its agenda`,
  }));
};

/** People by name, among those whom the actor knows: for a guest, only themselves. */
const people: Finder = (source, question) =>
  source.sql<Found>(
    `SELECT u.id, u.name AS title, m.role AS excerpt, 'their name matches' AS because
     FROM app_user u JOIN membership m ON m.user_id = u.id AND m.group_id = $1 AND m.suspended_at IS NULL
     WHERE to_tsvector('simple', u.name) @@ ${NAMED} AND ($5 OR u.id = $2)
     ORDER BY lower(u.name), u.id LIMIT $4`,
    [...places(question), question.actor.role !== 'guest'],
  );

/** How each kind is found: one statement, which asks for the right to a thing together with its words. */
export const FINDERS: Readonly<Record<SearchKind, Finder>> = {
  proposal: proposals, document: documents, thread: threads, experiment: experiments, meeting: meetings, person: people,
};
