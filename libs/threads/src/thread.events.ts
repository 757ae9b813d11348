import type { CommentId, DocumentId, ProposalId, ThreadId, UserId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

import type { Severity, ThreadKind } from './thread-states.js';

/** Where in the house it happened: what subscriptions and the activity pick events by. */
interface InThread extends DomainEvent {
  readonly threadId: ThreadId;
  readonly documentId: DocumentId;
  readonly proposalId: ProposalId | null;
  readonly kind: ThreadKind;
  readonly severity: Severity | null;
}

export interface ThreadEvent extends InThread {
  readonly type:
    | 'thread.opened' | 'thread.addressed' | 'thread.resolved' | 'thread.reopened' | 'thread.reanchored' | 'thread.orphaned';
}

export interface CommentEvent extends InThread {
  readonly type: 'thread.replied' | 'comment.edited' | 'comment.deleted' | 'comment.reacted' | 'comment.unreacted';
  readonly commentId: CommentId;
}

/** Somebody was named in a comment that they may read. One event for each of them. */
export interface Mentioned extends InThread {
  readonly type: 'thread.mentioned';
  readonly commentId: CommentId;
  readonly personId: UserId;
}
