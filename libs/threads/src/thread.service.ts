import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import {
  Clock, decodePlace, type DocumentId, invalidInput, newId, type Page, pageOf, type PageRequest, pageSize, type ProposalId, requireText, type ThreadId,
} from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { anchorOf, type TextAnchor } from './anchor.js';
import { COMMENT_TEXT, CommentService } from './comments/comment.service.js';
import { inPlace, lockThread, requireSubject, requireThread, type ThreadSubject } from './subject.js';
import { Thread } from './thread.entity.js';
import { onlyRaiserOrLead, oneSubject, severityNotAllowed, severityRequired, threadHasNoAnchor, threadState } from './thread.errors.js';
import type { ThreadEvent } from './thread.events.js';
import { threadPolicy } from './thread.policy.js';
import { isPossible, MOVES, type Severity, type ThreadKind, type ThreadMove, type ThreadState } from './thread-states.js';

/** A range together with the document in which it lies. */
export interface AnchorIn extends TextAnchor {
  readonly documentId: DocumentId;
}

/** One of `proposalId` and `documentId` says what it is about. */
export interface NewThread {
  readonly proposalId?: ProposalId | null | undefined;
  readonly documentId?: DocumentId | null | undefined;
  readonly kind: ThreadKind;
  readonly severity?: Severity | null | undefined;
  readonly body: string;
  readonly anchor?: AnchorIn | null | undefined;
}

/** Opening threads, finding them, and bringing them to an end. What is said in them is {@link CommentService}'s. */
@Injectable()
export class ThreadService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly comments: CommentService,
  ) {}

  /** The threads of a subject in these states, or in any; where something happened last comes first. */
  async list(actor: Actor, subject: ThreadSubject, request: PageRequest, states: readonly ThreadState[] | null): Promise<Page<Permitted<Thread>>> {
    const first = pageSize(request);
    await requireSubject(this.database, actor, 'read', subject);
    const query = this.database.read(Thread).createQueryBuilder('t')
      .where(subject.kind === 'proposal' ? 't.proposalId = :id' : 't.documentId = :id', { id: subject.id })
      .orderBy('t.updatedAt', 'DESC').addOrderBy('t.id', 'DESC').take(first + 1);
    if (states !== null) query.andWhere('t.state = ANY(:states)', { states });
    if (request.after != null) query.andWhere('(t.updatedAt, t.id) < (:at::timestamptz, :after::uuid)', placeAfter(request.after));
    const page = pageOf(await query.getMany(), first, (thread) => [thread.updatedAt.toISOString(), thread.id]);
    return { ...page, nodes: readable(threadPolicy, actor, await inPlace(this.database, page.nodes)) };
  }

  async one(actor: Actor, id: ThreadId): Promise<Permitted<Thread>> {
    return requireThread(this.database, actor, 'read', id);
  }

  /**
   * Opens a thread with its first comment. Whoever reads the subject may, also without being able to write it.
   *
   * @throws DomainError `ONE_SUBJECT`, `SEVERITY_REQUIRED` for a concern, `SEVERITY_NOT_ALLOWED` for anything else.
   */
  async open(actor: Actor, given: NewThread): Promise<Permitted<Thread>> {
    const severity = severityOf(given);
    return this.database.transaction(async (tx) => {
      const { document, proposalId } = await requireSubject(tx, actor, 'comment', subjectOf(given));
      const now = this.clock.now();
      const made = Object.assign(new Thread(), {
        id: newId<ThreadId>(), groupId: document.groupId, documentId: document.id, proposalId, document, kind: given.kind, severity,
        state: 'open' as const, anchor: given.anchor == null ? null : anchorIn(document.id, given.anchor), orphanedAt: null,
        raisedById: actor.userId, addressedBy: null, addressedById: null, addressedAt: null, resolvedById: null, resolvedAt: null,
        createdAt: now, updatedAt: now,
      });
      const thread = permit(threadPolicy, actor, 'reply', made, made.id);
      await tx.insert(Thread, thread);
      await this.record(tx, actor, 'thread.opened', thread);
      await this.comments.begin(tx, actor, thread, given.body);
      return thread;
    });
  }

  /** Says that it is settled, and by what: an edit, a run, a reply. Whoever raised it then has the word. @throws DomainError `THREAD_STATE`. */
  async proposeAddressed(actor: Actor, id: ThreadId, by: string): Promise<Permitted<Thread>> {
    return this.move(actor, 'proposeAddressed', id, async (tx, thread, now) => {
      Object.assign(thread, { addressedBy: requireText('by', by, { max: 500 }), addressedById: actor.userId, addressedAt: now });
      await this.record(tx, actor, 'thread.addressed', thread);
    });
  }

  /** Agrees that it is settled. @throws DomainError `ONLY_RAISER_OR_LEAD` or `THREAD_STATE`. */
  async confirm(actor: Actor, id: ThreadId): Promise<Permitted<Thread>> {
    return this.move(actor, 'confirm', id, async (tx, thread, now) => {
      Object.assign(thread, { resolvedById: actor.userId, resolvedAt: now });
      await this.record(tx, actor, 'thread.resolved', thread);
    });
  }

  /** Takes it up again; a reason becomes a comment in it. @throws DomainError `THREAD_STATE` when it is open. */
  async reopen(actor: Actor, id: ThreadId, reason: string | null): Promise<Permitted<Thread>> {
    return this.move(actor, 'reopen', id, async (tx, thread) => {
      Object.assign(thread, { addressedBy: null, addressedById: null, addressedAt: null, resolvedById: null, resolvedAt: null });
      await this.record(tx, actor, 'thread.reopened', thread);
      if (reason !== null && reason.trim() !== '') await this.comments.add(tx, actor, thread, requireText('reason', reason, COMMENT_TEXT));
    });
  }

  /** Gives it another range of its document, where it was lost or has moved. @throws DomainError `THREAD_HAS_NO_ANCHOR`. */
  async reanchor(actor: Actor, id: ThreadId, anchor: AnchorIn): Promise<Permitted<Thread>> {
    return this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, actor, 'reanchor', id);
      if (!isPossible('reanchor', thread)) throw threadHasNoAnchor(id);
      Object.assign(thread, { anchor: anchorIn(thread.documentId, anchor), orphanedAt: null });
      await tx.save(Thread, thread);
      await this.record(tx, actor, 'thread.reanchored', thread);
      return thread;
    });
  }

  /** Notes that its range is gone from the text, as any reader's page finds out. Saying it again changes nothing. @throws DomainError `THREAD_HAS_NO_ANCHOR`. */
  async markOrphaned(actor: Actor, id: ThreadId): Promise<Permitted<Thread>> {
    return this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, actor, 'reply', id);
      if (thread.anchor === null) throw threadHasNoAnchor(id);
      if (thread.orphanedAt !== null) return thread;
      thread.orphanedAt = this.clock.now();
      await tx.save(Thread, thread);
      await this.record(tx, actor, 'thread.orphaned', thread);
      return thread;
    });
  }

  /** Locks, asks for the right and the moment, lets `apply` change the row and record it, and writes it back. */
  private async move(
    actor: Actor, move: ThreadMove, id: ThreadId, apply: (tx: Tx, thread: Permitted<Thread, ThreadMove>, now: Date) => Promise<void>,
  ): Promise<Permitted<Thread>> {
    return this.database.transaction(async (tx) => {
      const found: Thread = await lockThread(tx, actor, 'read', id);
      if (move === 'confirm' && !threadPolicy.may.confirm(actor, found)) throw onlyRaiserOrLead(id);
      const thread = permit(threadPolicy, actor, move, found, id);
      const { to } = MOVES[move];
      if (!isPossible(move, thread)) throw threadState(thread.state, to);
      thread.state = to;
      const now = this.clock.now();
      thread.updatedAt = now;
      await apply(tx, thread, now);
      await tx.save(Thread, thread);
      return thread;
    });
  }

  private async record(tx: Tx, actor: Actor, type: ThreadEvent['type'], { id, groupId, documentId, proposalId, kind, severity }: Thread): Promise<void> {
    await this.outbox.record<ThreadEvent>(tx, {
      type, subject: `thread:${id}`, groupId, actorId: actor.userId, threadId: id, documentId, proposalId, kind, severity,
    });
  }
}

function subjectOf({ proposalId, documentId }: NewThread): ThreadSubject {
  if (proposalId != null && documentId == null) return { kind: 'proposal', id: proposalId };
  if (documentId != null && proposalId == null) return { kind: 'document', id: documentId };
  throw oneSubject();
}

function severityOf({ kind, severity }: NewThread): Severity | null {
  if (kind === 'concern' && severity == null) throw severityRequired();
  if (kind !== 'concern' && severity != null) throw severityNotAllowed();
  return severity ?? null;
}

function anchorIn(documentId: DocumentId, given: AnchorIn): TextAnchor {
  if (given.documentId !== documentId) throw invalidInput('anchor.documentId', 'This place is in another document.');
  return anchorOf(given);
}

const placeAfter = (cursor: string): { at: string; after: string } => {
  const { at, id } = decodePlace(cursor);
  return { at, after: id };
};
