import { type Actor, audienceSql } from '#libs/access';
import type { DocumentId, ProposalId, ThreadId, UserId } from '#libs/kernel';
import type { Source } from '#libs/platform';

import { plainWords } from './comments/mentions.js';
import type { Severity, ThreadKind } from './thread-states.js';

/**
 * What waits for somebody, computed from how things stand rather than from messages that were sent: what was settled
 * meanwhile is not here any more.
 */
export interface WaitingThread {
  readonly threadId: ThreadId;
  readonly documentId: DocumentId;
  readonly proposalId: ProposalId | null;
  /** The title of what it is about. */
  readonly about: string;
  readonly kind: ThreadKind;
  readonly severity: Severity | null;
  /** The words that it turns on, without formatting, and cut. */
  readonly words: string;
  /** Who made it wait for the actor: by saying that it is settled, by raising it, by naming them. */
  readonly byId: UserId;
  readonly by: string;
  readonly since: Date;
  /** By what it is said to be settled. */
  readonly addressedBy: string | null;
}

/** Nobody works through more than this at once; the rest comes up as these are done. */
const MOST = 50;
const MAX_WORDS = 200;
const MENTION_DAYS = 14;

/** Threads that the actor raised and others say are settled, the longest waiting first. */
export async function toConfirm(source: Source, actor: Actor): Promise<WaitingThread[]> {
  return waiting(source, actor, {
    where: `t.raised_by_id = $2 AND t.state = 'addressed'`, comment: 'c.position = 0', by: 't.addressed_by_id', since: 't.addressed_at',
  });
}

/** Open concerns on texts of which the actor is an author, the oldest first. */
export async function toAnswer(source: Source, actor: Actor): Promise<WaitingThread[]> {
  return waiting(source, actor, {
    where: `t.kind = 'concern' AND t.state = 'open' AND d.author_ids @> ARRAY[$2]::uuid[]`, comment: 'c.position = 0', by: 't.raised_by_id', since: 't.created_at',
  });
}

/** Where the actor was named within the last 14 days and has said nothing since: the latest naming of each unresolved thread. */
export async function toReplyTo(source: Source, actor: Actor, now: Date): Promise<WaitingThread[]> {
  return waiting(source, actor, {
    where: `t.state <> 'resolved'`,
    comment: `c.mention_ids @> ARRAY[$2]::uuid[] AND c.author_id <> $2 AND c.created_at > $3
      AND NOT EXISTS (SELECT 1 FROM comment later WHERE later.thread_id = c.thread_id AND later.position > c.position
                      AND (later.author_id = $2 OR later.mention_ids @> ARRAY[$2]::uuid[]))`,
    by: 'c.author_id', since: 'c.created_at',
  }, [new Date(now.getTime() - MENTION_DAYS * 86_400_000)]);
}

/** What `waiting` asks for: conditions on the thread `t`, its document `d` and the comment `c` to be shown; $1 and $2 are the actor's group and id. */
interface Asked {
  readonly where: string;
  readonly comment: string;
  readonly by: string;
  readonly since: string;
}

async function waiting(source: Source, actor: Actor, asked: Asked, parameters: readonly unknown[] = []): Promise<WaitingThread[]> {
  const rows = await source.sql<Omit<WaitingThread, 'words'> & { body: string }>(
    `SELECT t.id AS "threadId", t.document_id AS "documentId", t.proposal_id AS "proposalId", d.title AS about, t.kind, t.severity,
            c.body, u.id AS "byId", u.name AS by, ${asked.since} AS since, t.addressed_by AS "addressedBy"
     FROM thread t JOIN document d ON d.id = t.document_id JOIN comment c ON c.thread_id = t.id JOIN app_user u ON u.id = ${asked.by}
     WHERE ${asked.where} AND ${asked.comment} AND ${audienceSql(actor, 'd', { group: '$1', user: '$2' })}
     ORDER BY ${asked.since}, t.id LIMIT ${MOST}`,
    [actor.groupId, actor.userId, ...parameters],
  );
  return rows.map(({ body, ...row }) => ({ ...row, words: cut(plainWords(body)) }));
}

/** How the concerns on a proposal stand. */
export interface ConcernStanding {
  /** Raised, and nobody has said that they are settled: the authors have the word. */
  readonly open: number;
  /** Said to be settled, and not confirmed: `raisersAsked` have the word. */
  readonly addressed: number;
  readonly raisersAsked: readonly UserId[];
}

/** The unresolved concerns of proposals that the caller has permitted. A proposal without any is absent. */
export async function concernsOn(source: Source, proposalIds: readonly ProposalId[]): Promise<Map<ProposalId, ConcernStanding>> {
  const rows = await source.sql<ConcernStanding & { proposalId: ProposalId }>(
    `SELECT proposal_id AS "proposalId", count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'addressed')::int AS addressed,
            coalesce(array_agg(DISTINCT raised_by_id) FILTER (WHERE state = 'addressed'), '{}') AS "raisersAsked"
     FROM thread WHERE proposal_id = ANY($1::uuid[]) AND state <> 'resolved' AND kind = 'concern' GROUP BY proposal_id`,
    [proposalIds],
  );
  return new Map(rows.map(({ proposalId, ...standing }) => [proposalId, standing]));
}

/** How many threads of each of these proposals are not resolved. */
export async function openThreadCounts(source: Source, proposalIds: readonly ProposalId[]): Promise<Map<ProposalId, number>> {
  const rows = await source.sql<{ id: ProposalId; count: number }>(
    `SELECT proposal_id AS id, count(*)::int AS count FROM thread WHERE proposal_id = ANY($1::uuid[]) AND state <> 'resolved' GROUP BY proposal_id`,
    [proposalIds],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

const cut = (text: string): string => (text.length <= MAX_WORDS ? text : `${text.slice(0, MAX_WORDS - 1).trimEnd()}…`);
