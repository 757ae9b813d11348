import { type GroupId, newId, type UserId } from '#libs/kernel';

import { Document } from '../documents/document.entity.js';
import { Proposal } from '../proposal.entity.js';

const THEN = new Date('2026-09-01T12:00:00Z');

/** A proposal's document that the whole group reads and its authors write, unless told otherwise. */
export function aDocument(given: Partial<Document> & { groupId: GroupId }): Document {
  return Object.assign(new Document(), {
    id: newId(), kind: 'proposal', title: 'A document', audience: 'group', authorIds: [newId<UserId>()], readerIds: [], writers: 'authors',
    lockedAt: null, createdAt: THEN, updatedAt: THEN, ...given,
  });
}

/** A draft that the whole group reads, unless told otherwise. Its document is to be written first: {@link proposalIn} does both. */
export function aProposal(given: Partial<Proposal> & { groupId: GroupId }): Proposal {
  return Object.assign(new Proposal(), {
    id: newId(), documentId: newId(), title: 'Cosine head for long-tail', summary: '', stage: 'draft', parkedFrom: null, parkedReason: null,
    topics: [], audience: 'group', authorIds: [newId<UserId>()], readerIds: [], template: 'method', fields: {}, createdAt: THEN, updatedAt: THEN, ...given,
  });
}

/** The document that belongs to a proposal, with the same title and rights. */
export const documentOf = (proposal: Proposal): Document => {
  const { documentId: id, groupId, title, audience, authorIds, readerIds } = proposal;
  return aDocument({ id, groupId, title, audience, authorIds, readerIds });
};

interface Writable {
  has(entity: typeof Document | typeof Proposal, ...rows: (Document | Proposal)[]): Promise<void>;
}

/** Writes down a proposal and its document. */
export async function proposalIn(world: Writable, given: Partial<Proposal> & { groupId: GroupId }): Promise<Proposal> {
  const proposal = aProposal(given);
  await world.has(Document, documentOf(proposal));
  await world.has(Proposal, proposal);
  return proposal;
}

interface Statements {
  readonly database: { sql<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> };
}

/**
 * A group's proposals by the thousand, ten minutes apart: of every stage, audience and topic, by many authors. `author` wrote one
 * in 200, `reader` reads one in 1,000. The tables are analysed after.
 */
export async function manyProposals(
  world: Statements, { groupId, count, author, reader }: { groupId: GroupId; count: number; author: UserId; reader: UserId },
): Promise<void> {
  await world.database.sql(
    `WITH numbered AS (
       SELECT n, gen_random_uuid() AS document_id, 'Proposal number' || n || ' on the method of topic ' || n % 40 AS title,
              (ARRAY['group', 'group', 'group', 'group', 'group', 'group', 'leads', 'authors', 'named'])[1 + n % 9] AS audience,
              ARRAY[CASE WHEN n % 200 = 7 THEN $2::uuid ELSE md5('author' || n % 50)::uuid END] AS author_ids,
              CASE WHEN n % 1000 = 3 THEN ARRAY[$3::uuid] ELSE ARRAY[]::uuid[] END AS reader_ids,
              (ARRAY['draft', 'open_for_feedback', 'active', 'writing', 'ready_to_submit', 'submitted', 'published'])[1 + n % 7] AS stage,
              timestamptz '2026-01-01' + n * interval '10 minutes' AS at
       FROM generate_series(1, $4::int) n
     ), documents AS (
       INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, created_at, updated_at)
       SELECT document_id, $1, 'proposal', title, audience, author_ids, reader_ids, 'authors', at, at FROM numbered
     )
     INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
     SELECT gen_random_uuid(), $1, document_id, title, 'What we want to find out about method ' || n % 17, stage,
            CASE WHEN n % 5000 = 11 THEN ARRAY['rare'] ELSE ARRAY['topic ' || n % 40] END, audience, author_ids, reader_ids, 'method', '{}', at, at
     FROM numbered`,
    [groupId, author, reader, count],
  );
  await world.database.sql('ANALYZE proposal, document', []);
}
