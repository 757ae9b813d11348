import { Injectable, type OnModuleInit } from '@nestjs/common';
import { And, In } from 'typeorm';

import { type Actor, audienceSql, type Permitted, readable } from '#libs/access';
import { decodePlace, type MeetingId, type Page, pageOf, type PageRequest, pageSize, type ProposalId } from '#libs/kernel';
import { Meeting, visibleMeetingIds } from '#libs/meetings';
import { Database, type DomainEvent, EventDelivery, type EventHandler, type Tx } from '#libs/platform';
import { Document, requireProposal, visibleDocumentIds } from '#libs/proposals';

import { Activity } from './activity.entity.js';
import { activityPolicy } from './activity.policy.js';
import { isActivity } from './sentences.js';

/** The record of what happened: written from events after the fact, read by whoever may read what it happened to. */
@Injectable()
export class ActivityFeed implements EventHandler, OnModuleInit {
  readonly name = 'activity';

  constructor(
    private readonly database: Database,
    private readonly delivery: EventDelivery,
  ) {}

  onModuleInit(): void {
    this.delivery.register(this);
  }

  /**
   * Writes down an event under its own id. What it is about is found from the proposal, the document or the meeting that it
   * names. When that is gone there is nothing to tell: without its document the row would be everybody's to read.
   */
  async handle(tx: Tx, event: DomainEvent, { eventId, at }: { readonly eventId: string; readonly at: Date }): Promise<void> {
    if (!isActivity(event)) return;
    const [proposalId, documentId, meetingId] = ['proposalId', 'documentId', 'meetingId'].map((name) => event[name] ?? null);
    await tx.sql(
      `INSERT INTO activity (id, group_id, type, at, actor_id, document_id, proposal_id, event)
       SELECT $1, $2, $3, $4, $5, place.id, $6::uuid, $9
       FROM (SELECT CASE
         WHEN $6::uuid IS NOT NULL THEN (SELECT document_id FROM proposal WHERE id = $6)
         WHEN $7::uuid IS NOT NULL THEN (SELECT id FROM document WHERE id = $7)
         WHEN $8::uuid IS NOT NULL THEN (SELECT document_id FROM meeting WHERE id = $8)
       END) place (id)
       WHERE place.id IS NOT NULL OR coalesce($6::uuid, $7::uuid, $8::uuid) IS NULL
       ON CONFLICT DO NOTHING`,
      [eventId, event.groupId, event.type, at, event.actorId, proposalId, documentId, meetingId, JSON.stringify(event)],
    );
  }

  /** What happened in the group, or to one proposal, the latest first. */
  async page(actor: Actor, request: PageRequest, proposalId: ProposalId | null): Promise<Page<Permitted<Activity>>> {
    const first = pageSize(request);
    if (proposalId !== null) await requireProposal(this.database, actor, 'read', proposalId);
    const query = this.database.read(Activity).createQueryBuilder('a')
      .leftJoinAndMapOne('a.document', Document, 'd', 'd.id = a.documentId')
      .where('a.groupId = :group', { group: actor.groupId })
      .andWhere(`(${actor.role === 'guest' ? '' : 'a.documentId IS NULL OR '}${audienceSql(actor, 'd', { group: ':group', user: ':user' })})`, { user: actor.userId })
      .orderBy('a.at', 'DESC').addOrderBy('a.id', 'DESC').limit(first + 1);
    // For a guest the few documents that name them are a shorter way than all that ever happened.
    if (actor.role === 'guest') query.andWhere({ documentId: visibleDocumentIds(actor) });
    if (proposalId !== null) query.andWhere('a.proposalId = :proposalId', { proposalId });
    if (request.after != null) {
      const { at, id } = decodePlace(request.after);
      query.andWhere('(a.at, a.id) < (:at::timestamptz, :id::uuid)', { at, id });
    }
    const page = pageOf(await query.getMany(), first, (activity) => [activity.at.toISOString(), activity.id]);
    return { ...page, nodes: readable(activityPolicy, actor, page.nodes) };
  }

  /** Of these meetings those that the actor may read, null in the place of others: what was agreed there may hang on a proposal that more people read. */
  async readableMeetings(actor: Actor, ids: readonly MeetingId[]): Promise<(MeetingId | null)[]> {
    const rows = await this.database.read(Meeting).find({ select: { id: true }, where: { id: And(In(ids), visibleMeetingIds(actor)) } });
    const found = new Set(rows.map(({ id }) => id));
    return ids.map((id) => (found.has(id) ? id : null));
  }
}
