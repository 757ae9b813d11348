import { Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';
import type { CommentId, UserId } from '#libs/kernel';
import { Database } from '#libs/platform';

import type { Comment } from './comment.entity.js';
import { EMOJI } from './reaction.entity.js';

/** An earlier text of a comment, and when another took its place. */
export interface EarlierText {
  readonly body: string;
  readonly editedAt: Date;
}

/** Everybody who put the same sign under a comment. */
export interface ReactionGroup {
  readonly emoji: string;
  readonly personIds: readonly UserId[];
  readonly mine: boolean;
}

/** A comment edited more often than this shows its latest texts. */
const MAX_REVISIONS = 50;

/** What belongs to comments that have been permitted already: it takes the comments themselves, so that nothing else can be asked for. */
@Injectable()
export class CommentDetails {
  constructor(private readonly database: Database) {}

  /** The earlier texts of each comment, the latest first. */
  async revisionsOf(comments: readonly Comment[]): Promise<EarlierText[][]> {
    const rows = await this.database.sql<EarlierText & { commentId: CommentId }>(
      `SELECT c.id AS "commentId", r.body, r.edited_at AS "editedAt" FROM unnest($1::uuid[]) c(id),
       LATERAL (SELECT body, edited_at FROM comment_revision WHERE comment_id = c.id ORDER BY edited_at DESC LIMIT ${MAX_REVISIONS}) r
       ORDER BY r.edited_at DESC`,
      [comments.map(({ id }) => id)],
    );
    return comments.map(({ id }) => rows.filter(({ commentId }) => commentId === id).map(({ body, editedAt }) => ({ body, editedAt })));
  }

  /** The signs under each comment, in the order in which they are offered. */
  async reactionsTo(actor: Actor, comments: readonly Comment[]): Promise<ReactionGroup[][]> {
    const rows = await this.database.sql<{ commentId: CommentId; emoji: string; personIds: UserId[] }>(
      `SELECT comment_id AS "commentId", emoji, array_agg(person_id ORDER BY created_at, person_id) AS "personIds"
       FROM reaction WHERE comment_id = ANY($1::uuid[]) GROUP BY comment_id, emoji`,
      [comments.map(({ id }) => id)],
    );
    return comments.map(({ id }) => EMOJI.flatMap((emoji) =>
      rows.filter((row) => row.commentId === id && row.emoji === emoji)
        .map(({ personIds }) => ({ emoji, personIds, mine: personIds.includes(actor.userId) }))));
  }
}
