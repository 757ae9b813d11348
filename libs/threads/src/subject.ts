import { In } from 'typeorm';

import { type Actor, permit, type Permitted } from '#libs/access';
import { type DocumentId, type ProposalId, type ThreadId } from '#libs/kernel';
import type { Source, Tx } from '#libs/platform';
import { Document, Proposal, requireDocument, requireProposal } from '#libs/proposals';

import { Thread } from './thread.entity.js';
import { threadPolicy } from './thread.policy.js';
import type { ThreadAction } from './thread-states.js';

export const THREAD_SUBJECTS = ['proposal', 'document'] as const;

/** What threads are asked for: a proposal, with all that is said on its text, or one document. */
export type ThreadSubject =
  | { readonly kind: 'proposal'; readonly id: ProposalId }
  | { readonly kind: 'document'; readonly id: DocumentId };

/** Where a new thread goes: always a document, and the proposal that owns it, if one does. */
export interface Place {
  readonly document: Document;
  readonly proposalId: ProposalId | null;
}

/**
 * The place that a subject names. Naming a proposal or its document comes to the same.
 *
 * @throws DomainError those of {@link permit}, for the proposal or document.
 */
export async function requireSubject(source: Source, actor: Actor, action: 'read' | 'comment', subject: ThreadSubject): Promise<Place> {
  if (subject.kind === 'proposal') {
    const { documentId } = await requireProposal(source, actor, action, subject.id);
    return { document: await requireDocument(source, actor, action, documentId), proposalId: subject.id };
  }
  const document = await requireDocument(source, actor, action, subject.id);
  const owner = document.kind === 'proposal' ? await source.read(Proposal).findOneBy({ documentId: document.id }) : null;
  return { document, proposalId: owner?.id ?? null };
}

/** Threads with the documents that they are about: rows as the policy judges them. One question for all. */
export async function inPlace(source: Source, threads: Thread[]): Promise<Thread[]> {
  const documents = await source.read(Document).find({ where: { id: In([...new Set(threads.map(({ documentId }) => documentId))]) } });
  const byId = new Map(documents.map((document) => [document.id, document]));
  return threads.flatMap((thread) => {
    const document = byId.get(thread.documentId);
    return document === undefined ? [] : [Object.assign(thread, { document })];
  });
}

/** The thread, if the actor may do `action` with it. @throws DomainError those of {@link permit}. */
export async function requireThread<A extends ThreadAction | 'read'>(source: Source, actor: Actor, action: A, id: ThreadId): Promise<Permitted<Thread, A>> {
  return permit(threadPolicy, actor, action, await placed(source, await source.read(Thread).findOneBy({ id })), id);
}

/** The same, locked: changes to one thread happen one after the other. */
export async function lockThread<A extends ThreadAction | 'read'>(tx: Tx, actor: Actor, action: A, id: ThreadId): Promise<Permitted<Thread, A>> {
  const found = await tx.read(Thread).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  return permit(threadPolicy, actor, action, await placed(tx, found), id);
}

const placed = async (source: Source, thread: Thread | null): Promise<Thread | null> =>
  thread === null ? null : ((await inPlace(source, [thread]))[0] ?? null);
