import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { Clock, type CommentId, invalidInput, newId, requireText, type ThreadId, type UserId } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { inPlace, lockThread } from '../subject.js';
import { Thread } from '../thread.entity.js';
import { commentDeleted, threadFull } from '../thread.errors.js';
import type { CommentEvent, Mentioned } from '../thread.events.js';
import { CommentRevision } from './comment-revision.entity.js';
import { Comment } from './comment.entity.js';
import { type CommentAction, commentPolicy } from './comment.policy.js';
import { mentionedIn, readersAmong } from './mentions.js';
import { EMOJI } from './reaction.entity.js';

/** How much one comment may say. */
export const COMMENT_TEXT = { max: 20_000 };
/** So that a thread can be shown whole. More than this is a meeting. */
const MAX_COMMENTS = 200;

/** What is said in threads: replies, edits with their history, reactions, and who is named. */
@Injectable()
export class CommentService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The comments of each of these threads, in the order of saying. */
  async ofThreads(actor: Actor, threads: readonly Thread[]): Promise<Permitted<Comment>[][]> {
    const byId = new Map(threads.map((thread) => [thread.id, thread]));
    const rows = await this.database.read(Comment).find({ where: { threadId: In([...byId.keys()]) }, order: { position: 'ASC' } });
    const comments = readable(commentPolicy, actor, rows.map((row) => Object.assign(row, { thread: byId.get(row.threadId) })));
    return threads.map(({ id }) => comments.filter(({ threadId }) => threadId === id));
  }

  /** Says the first words of a new thread, whose opening is recorded by its caller. */
  async begin(tx: Tx, actor: Actor, thread: Thread, body: string): Promise<void> {
    await this.write(tx, actor, thread, 0, body);
  }

  /** Says something in a thread that the caller has locked, and whose `updatedAt` it keeps. @throws DomainError `THREAD_FULL`. */
  async add(tx: Tx, actor: Actor, thread: Thread, body: string): Promise<Permitted<Comment>> {
    const position = await tx.read(Comment).countBy({ threadId: thread.id });
    if (position >= MAX_COMMENTS) throw threadFull(MAX_COMMENTS);
    return this.write(tx, actor, thread, position, body);
  }

  /** @throws DomainError `THREAD_FULL`, or those of {@link permit} for the thread. */
  async reply(actor: Actor, threadId: ThreadId, body: string): Promise<Permitted<Comment>> {
    return this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, actor, 'reply', threadId);
      thread.updatedAt = this.clock.now();
      await tx.save(Thread, thread);
      return this.add(tx, actor, thread, body);
    });
  }

  /** Replaces one's own words; what they were is kept. Saying the same changes nothing. @throws DomainError `COMMENT_DELETED`. */
  async edit(actor: Actor, id: CommentId, body: string): Promise<Permitted<Comment>> {
    return this.database.transaction(async (tx) => {
      const comment = await this.lock(tx, actor, 'edit', id);
      if (comment.deletedAt !== null) throw commentDeleted();
      const words = requireText('body', body, COMMENT_TEXT);
      if (words === comment.body) return comment;
      const now = this.clock.now();
      const named = comment.mentionIds;
      await tx.insert(CommentRevision, Object.assign(new CommentRevision(), {
        id: newId(), groupId: comment.groupId, commentId: id, body: comment.body, editedAt: now,
      }));
      Object.assign(comment, { body: words, editedAt: now, mentionIds: await readersAmong(tx, comment.thread.document, mentionedIn(words)) });
      await tx.save(Comment, comment);
      await this.record(tx, actor, 'comment.edited', comment);
      await this.tell(tx, actor, comment, comment.mentionIds.filter((person) => !named.includes(person)));
      return comment;
    });
  }

  /** Takes one's own words back, with what they were before and the reactions to them. Its place in the thread stays. */
  async delete(actor: Actor, id: CommentId): Promise<Permitted<Comment>> {
    return this.database.transaction(async (tx) => {
      const comment = await this.lock(tx, actor, 'delete', id);
      if (comment.deletedAt !== null) return comment;
      Object.assign(comment, { body: '', mentionIds: [], deletedAt: this.clock.now() });
      await tx.save(Comment, comment);
      await tx.sql('DELETE FROM comment_revision WHERE comment_id = $1', [id]);
      await tx.sql('DELETE FROM reaction WHERE comment_id = $1', [id]);
      await this.record(tx, actor, 'comment.deleted', comment);
      return comment;
    });
  }

  /** Puts a sign under a comment or takes it away. What is so already changes nothing. @throws DomainError `COMMENT_DELETED`. */
  async react(actor: Actor, id: CommentId, emoji: string, on: boolean): Promise<Permitted<Comment>> {
    if (!(EMOJI as readonly string[]).includes(emoji)) throw invalidInput('emoji', `Choose one of ${EMOJI.join(' ')}.`);
    return this.database.transaction(async (tx) => {
      const comment = await this.lock(tx, actor, 'react', id);
      if (comment.deletedAt !== null) throw commentDeleted();
      const changed = on
        ? await tx.sql(
          `INSERT INTO reaction (comment_id, person_id, emoji, group_id, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
          [id, actor.userId, emoji, comment.groupId, this.clock.now()])
        : await tx.sql('DELETE FROM reaction WHERE comment_id = $1 AND person_id = $2 AND emoji = $3 RETURNING 1', [id, actor.userId, emoji]);
      if (changed.length > 0) await this.record(tx, actor, on ? 'comment.reacted' : 'comment.unreacted', comment);
      return comment;
    });
  }

  private async write(tx: Tx, actor: Actor, thread: Thread, position: number, body: string): Promise<Permitted<Comment>> {
    const words = requireText('body', body, COMMENT_TEXT);
    const made = Object.assign(new Comment(), {
      id: newId<CommentId>(), groupId: thread.groupId, threadId: thread.id, thread, position, authorId: actor.userId, body: words,
      mentionIds: await readersAmong(tx, thread.document, mentionedIn(words)), createdAt: this.clock.now(), editedAt: null, deletedAt: null,
    });
    const comment = permit(commentPolicy, actor, 'edit', made, made.id);
    await tx.insert(Comment, comment);
    if (position > 0) await this.record(tx, actor, 'thread.replied', comment);
    await this.tell(tx, actor, comment, comment.mentionIds);
    return comment;
  }

  /** Records for each person that they were named, except for who names themselves. */
  private async tell(tx: Tx, actor: Actor, comment: Comment, people: readonly UserId[]): Promise<void> {
    for (const personId of people.filter((person) => person !== actor.userId)) {
      await this.outbox.record<Mentioned>(tx, { ...about(actor, comment), type: 'thread.mentioned', personId });
    }
  }

  private async record(tx: Tx, actor: Actor, type: CommentEvent['type'], comment: Comment): Promise<void> {
    await this.outbox.record<CommentEvent>(tx, { ...about(actor, comment), type });
  }

  private async lock(tx: Tx, actor: Actor, action: CommentAction | 'react', id: CommentId): Promise<Permitted<Comment>> {
    const comment = await tx.read(Comment).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const threads = comment === null ? [] : await tx.read(Thread).findBy({ id: comment.threadId });
    const [thread] = await inPlace(tx, threads);
    return permit(commentPolicy, actor, action, comment === null || thread === undefined ? null : Object.assign(comment, { thread }), id);
  }
}

const about = (actor: Actor, { id: commentId, thread: { id, groupId, documentId, proposalId, kind, severity } }: Comment) => ({
  subject: `thread:${id}`, groupId, actorId: actor.userId, threadId: id, documentId, proposalId, kind, severity, commentId,
});
