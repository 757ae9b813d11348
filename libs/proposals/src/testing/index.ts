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

/** A draft that the whole group reads, unless told otherwise. Its document is to be written down first: {@link withDocument} makes both. */
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
