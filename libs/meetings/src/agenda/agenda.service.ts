import { Injectable } from '@nestjs/common';
import { And, Equal } from 'typeorm';

import { type Actor, type Permitted, readable } from '#libs/access';
import { requirePeople } from '#libs/identity';
import { type AgendaItemId, invalidInput, type MeetingId, newId, type ProposalId, requireText, type UserId } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';
import { Proposal, requireProposal, visibleProposalIds } from '#libs/proposals';

import { minutesOf } from '../meeting-fields.js';
import type { Meeting } from '../meeting.entity.js';
import { agendaFull } from '../meeting.errors.js';
import type { AgendaEvent } from '../meeting.events.js';
import { itemsIn, lockItem, lockMeeting } from '../require-meeting.js';
import { AgendaItem } from './agenda-item.entity.js';
import { agendaItemPolicy } from './agenda-item.policy.js';

/** On an update, what is absent stays as it is. */
export interface AgendaItemFields {
  readonly title: string;
  readonly reason?: string | null | undefined;
  readonly proposalId?: ProposalId | null | undefined;
  readonly minutes?: number | null | undefined;
  readonly presenterId?: UserId | null | undefined;
}

/** Long enough for any meeting; short enough to be read whole. */
export const MAX_AGENDA = 50;

/** What is to be talked about, and in which order. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** The agendas of meetings that the actor may read, each in its order. */
  async ofMeetings(actor: Actor, meetingIds: readonly MeetingId[]): Promise<Permitted<AgendaItem>[]> {
    const items = itemsIn(this.database).where('i.meetingId = ANY(:meetingIds::uuid[])', { meetingIds }).orderBy('i.position');
    return readable(agendaItemPolicy, actor, await items.getMany());
  }

  /** Adds an item at the end. @throws DomainError `AGENDA_FULL`, `MEETING_STATE`, or `NOT_FOUND` for a proposal the actor may not read. */
  async add(actor: Actor, meetingId: MeetingId, fields: AgendaItemFields): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, actor, 'edit', meetingId);
      const position = await tx.read(AgendaItem).countBy({ meetingId });
      if (position >= MAX_AGENDA) throw agendaFull(MAX_AGENDA);
      const item = Object.assign(new AgendaItem(), {
        id: newId<AgendaItemId>(), meetingId, position, outcome: null, outcomeNote: null, startedAt: null,
        reason: '', proposalId: null, minutes: null, presenterId: null,
      });
      await this.apply(tx, actor, item, fields);
      await tx.insert(AgendaItem, item);
      return this.changed(tx, actor, 'meeting.item_added', meeting, item);
    });
  }

  async update(actor: Actor, id: AgendaItemId, fields: AgendaItemFields): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const { meeting, item } = await lockItem(tx, actor, 'edit', id);
      await this.apply(tx, actor, item, fields);
      await tx.save(AgendaItem, item);
      return this.changed(tx, actor, 'meeting.item_updated', meeting, item);
    });
  }

  /** Moves an item to a position counted from 0; those between move up by one. @throws DomainError `INVALID_INPUT` when there is no such position. */
  async move(actor: Actor, id: AgendaItemId, position: number): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const { meeting, item } = await lockItem(tx, actor, 'edit', id);
      const count = await tx.read(AgendaItem).countBy({ meetingId: meeting.id });
      if (position < 0 || position >= count) throw invalidInput('position', `Positions go from 0 to ${count - 1}.`);
      if (position === item.position) return meeting;
      const [low, high] = [Math.min(position, item.position), Math.max(position, item.position)];
      await tx.sql(
        `UPDATE agenda_item SET position = CASE WHEN id = $2 THEN $3::int ELSE position + $4::int END
         WHERE meeting_id = $1 AND position BETWEEN $5 AND $6`,
        [meeting.id, id, position, position < item.position ? 1 : -1, low, high],
      );
      return this.changed(tx, actor, 'meeting.item_moved', meeting, item);
    });
  }

  async remove(actor: Actor, id: AgendaItemId): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const { meeting, item } = await lockItem(tx, actor, 'edit', id);
      const { position, proposalId } = item;
      await tx.remove(AgendaItem, item);
      await tx.sql('UPDATE agenda_item SET position = position - 1 WHERE meeting_id = $1 AND position > $2', [meeting.id, position]);
      // The foreign key has let go of it; the row in hand follows.
      if (meeting.currentItemId === id) meeting.currentItemId = null;
      return this.changed(tx, actor, 'meeting.item_removed', meeting, { id, proposalId });
    });
  }

  private async apply(tx: Tx, actor: Actor, item: AgendaItem, fields: AgendaItemFields): Promise<void> {
    item.title = requireText('title', fields.title, { max: 200 });
    if (fields.reason !== undefined) item.reason = requireText('reason', fields.reason ?? '', { min: 0, max: 500 });
    if (fields.minutes !== undefined) item.minutes = fields.minutes === null ? null : minutesOf(fields.minutes);
    if (fields.presenterId !== undefined) {
      if (fields.presenterId !== null) await requirePeople(tx, actor, 'presenterId', [fields.presenterId]);
      item.presenterId = fields.presenterId;
    }
    if (fields.proposalId !== undefined) item.proposalId = await this.linked(tx, actor, item.proposalId, fields.proposalId);
  }

  /** Whoever may not read the proposal that is linked sees none there; saving what they see must not unlink it. */
  private async linked(tx: Tx, actor: Actor, current: ProposalId | null, wanted: ProposalId | null): Promise<ProposalId | null> {
    if (wanted !== null) return (await requireProposal(tx, actor, 'read', wanted)).id;
    if (current === null) return null;
    const seesCurrent = await tx.read(Proposal).existsBy({ id: And(Equal(current), visibleProposalIds(actor)) });
    return seesCurrent ? null : current;
  }

  private async changed(
    tx: Tx, actor: Actor, type: AgendaEvent['type'], meeting: Permitted<Meeting>, item: Pick<AgendaItem, 'id' | 'proposalId'>,
  ): Promise<Permitted<Meeting>> {
    await this.outbox.record<AgendaEvent>(tx, {
      type, subject: `meeting:${meeting.id}`, groupId: meeting.groupId, actorId: actor.userId,
      meetingId: meeting.id, itemId: item.id, proposalId: item.proposalId,
    });
    return meeting;
  }
}
