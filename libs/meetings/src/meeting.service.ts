import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { requireGroup, requirePeople } from '#libs/identity';
import {
  type AgendaItemId, Clock, decodePlace, invalidInput, type MeetingId, newId, type Page, pageOf, type PageRequest, pageSize, type ProposalId, requireText, type UserId,
} from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';
import { type DocumentRights, DocumentService, requireProposal } from '#libs/proposals';

import { AgendaItem, type AgendaOutcome } from './agenda/agenda-item.entity.js';
import { agendaItemPolicy } from './agenda/agenda-item.policy.js';
import { carryOver } from './agenda/carry-over.js';
import { minutesOf, startOf, zoneOf } from './meeting-fields.js';
import { Meeting } from './meeting.entity.js';
import type { AgendaEvent, MeetingEvent } from './meeting.events.js';
import { meetingPolicy, schedulingPolicy } from './meeting.policy.js';
import { itemsIn, lockItem, lockMeeting } from './require-meeting.js';

export interface NewMeeting {
  readonly title: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly timeZone: string;
  /** Empty or absent: the whole group without its guests. */
  readonly attendeeIds?: readonly UserId[] | null | undefined;
  readonly seriesKey?: string | null | undefined;
}

/** What is absent or null stays as it is. */
export type MeetingChanges = { readonly [Field in Exclude<keyof NewMeeting, 'seriesKey'>]?: NewMeeting[Field] | null | undefined };

/** Still to be held, soonest first; or closed, latest first. */
export const MEETING_WHENS = ['upcoming', 'past'] as const;
export type MeetingWhen = (typeof MEETING_WHENS)[number];

const MAX_ATTENDEES = 200;

/** Arranging meetings and holding them. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly documents: DocumentService,
  ) {}

  /** The meetings that the actor may read; with `proposalId` those that talk about it. */
  async list(actor: Actor, request: PageRequest, when: MeetingWhen, proposalId: ProposalId | null): Promise<Page<Permitted<Meeting>>> {
    const first = pageSize(request);
    const [comparison, direction] = when === 'upcoming' ? ['>', 'ASC' as const] : ['<', 'DESC' as const];
    const query = this.database.read(Meeting).createQueryBuilder('m')
      .where(meetingPolicy.visibleTo(actor))
      .andWhere(when === 'upcoming' ? `m.state <> 'closed'` : `m.state = 'closed'`)
      .orderBy('m.startsAt', direction).addOrderBy('m.id', direction).take(first + 1);
    if (proposalId !== null) {
      await requireProposal(this.database, actor, 'read', proposalId);
      query.andWhere('m.id IN (SELECT meeting_id FROM agenda_item WHERE proposal_id = :proposalId)', { proposalId });
    }
    if (request.after != null) {
      query.andWhere(`(m.startsAt, m.id) ${comparison} (:at::timestamptz, :id::uuid)`, decodePlace(request.after));
    }
    const page = pageOf(await query.getMany(), first, (meeting) => [meeting.startsAt.toISOString(), meeting.id]);
    return { ...page, nodes: readable(meetingPolicy, actor, page.nodes) };
  }

  /** Arranges a meeting together with the document of its notes. Whoever arranges it comes too. */
  async schedule(actor: Actor, fields: NewMeeting): Promise<Permitted<Meeting>> {
    const meeting = Object.assign(new Meeting(), {
      id: newId<MeetingId>(), groupId: actor.groupId, state: 'scheduled' as const,
      title: titleOf(fields.title), startsAt: startOf(fields.startsAt), minutes: minutesOf(fields.minutes), timeZone: zoneOf(fields.timeZone),
      seriesKey: seriesOf(fields.seriesKey), attendeeIds: attendees(actor, fields.attendeeIds ?? []),
      facilitatorId: null, currentItemId: null, startedAt: null, endedAt: null, createdAt: this.clock.now(),
    });
    return this.database.transaction(async (tx) => {
      await requireGroup(tx, schedulingPolicy, actor, 'schedule');
      await requirePeople(tx, actor, 'attendeeIds', meeting.attendeeIds);
      const notes = await this.documents.create(tx, { ...notesRights(meeting), groupId: meeting.groupId, kind: 'meeting', title: meeting.title });
      const made = permit(meetingPolicy, actor, 'edit', Object.assign(meeting, { documentId: notes.id }), meeting.id);
      await tx.insert(Meeting, made);
      return this.recorded(tx, actor, 'meeting.scheduled', made);
    });
  }

  /** Changes what was arranged. Whoever changes who comes is among them. @throws DomainError `MEETING_STATE` when it is closed. */
  async update(actor: Actor, id: MeetingId, changes: MeetingChanges): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, actor, 'edit', id);
      if (changes.title != null) {
        meeting.title = titleOf(changes.title);
        await this.documents.setTitle(tx, meeting.documentId, meeting.title);
      }
      if (changes.startsAt != null) meeting.startsAt = startOf(changes.startsAt);
      if (changes.minutes != null) meeting.minutes = minutesOf(changes.minutes);
      if (changes.timeZone != null) meeting.timeZone = zoneOf(changes.timeZone);
      if (changes.attendeeIds != null) {
        meeting.attendeeIds = attendees(actor, changes.attendeeIds);
        await requirePeople(tx, actor, 'attendeeIds', meeting.attendeeIds);
        await this.documents.setRights(tx, meeting.documentId, notesRights(meeting));
      }
      await tx.save(Meeting, meeting);
      return this.recorded(tx, actor, 'meeting.updated', meeting);
    });
  }

  /** Starts a meeting; the actor facilitates it. @throws DomainError `MEETING_STATE` when it runs already or is closed. */
  async start(actor: Actor, id: MeetingId): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, actor, 'start', id);
      Object.assign(meeting, { state: 'running', facilitatorId: actor.userId, startedAt: this.clock.now() });
      await tx.save(Meeting, meeting);
      return this.recorded(tx, actor, 'meeting.started', meeting);
    });
  }

  /** Turns everybody to an item. @throws DomainError `MEETING_STATE` unless the meeting is running. */
  async goTo(actor: Actor, id: MeetingId, itemId: AgendaItemId): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, actor, 'facilitate', id);
      const found = await itemsIn(tx).where('i.id = :itemId AND i.meetingId = :id', { itemId, id }).getOne();
      const item = permit(agendaItemPolicy, actor, 'facilitate', found, itemId);
      if (meeting.currentItemId === itemId) return meeting;
      item.startedAt ??= this.clock.now();
      await tx.save(AgendaItem, item);
      meeting.currentItemId = itemId;
      await tx.save(Meeting, meeting);
      await this.recordItem(tx, actor, 'meeting.item_changed', item);
      return meeting;
    });
  }

  /** Writes down what became of an item; saying it again replaces it. @throws DomainError `MEETING_STATE` unless the meeting is running. */
  async conclude(actor: Actor, itemId: AgendaItemId, outcome: AgendaOutcome, note: string | null): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const { meeting, item } = await lockItem(tx, actor, 'facilitate', itemId);
      const written = requireText('note', note ?? '', { min: 0, max: 2_000 });
      Object.assign(item, { outcome, outcomeNote: written === '' ? null : written });
      await tx.save(AgendaItem, item);
      await this.recordItem(tx, actor, 'meeting.item_concluded', item);
      return meeting;
    });
  }

  /** Closes a meeting: notes and agenda can only be read from now on, and what was not settled is carried over. */
  async end(actor: Actor, id: MeetingId): Promise<Permitted<Meeting>> {
    return this.database.transaction(async (tx) => {
      const meeting = await lockMeeting(tx, actor, 'end', id);
      const now = this.clock.now();
      Object.assign(meeting, { state: 'closed', currentItemId: null, endedAt: now });
      await tx.save(Meeting, meeting);
      for (const item of await carryOver(tx, actor, meeting)) await this.recordItem(tx, actor, 'meeting.item_added', item);
      await this.documents.setRights(tx, meeting.documentId, { ...notesRights(meeting), lockedAt: now });
      return this.recorded(tx, actor, 'meeting.ended', meeting);
    });
  }

  private async recorded(tx: Tx, actor: Actor, type: MeetingEvent['type'], meeting: Permitted<Meeting>): Promise<Permitted<Meeting>> {
    await this.outbox.record<MeetingEvent>(tx, {
      type, subject: `meeting:${meeting.id}`, groupId: meeting.groupId, actorId: actor.userId, meetingId: meeting.id, proposalId: null,
    });
    return meeting;
  }

  private async recordItem(tx: Tx, actor: Actor, type: AgendaEvent['type'], { id: itemId, meetingId, proposalId }: AgendaItem): Promise<void> {
    await this.outbox.record<AgendaEvent>(tx, {
      type, subject: `meeting:${meetingId}`, groupId: actor.groupId, actorId: actor.userId, meetingId, itemId, proposalId,
    });
  }
}

const titleOf = (title: string): string => requireText('title', title, { max: 200 });

const seriesOf = (key: string | null | undefined): string | null => {
  const text = requireText('seriesKey', key ?? '', { min: 0, max: 100 });
  return text === '' ? null : text;
};

/** Nobody in particular means everybody; otherwise those named, and the one who names them. */
function attendees(actor: Actor, named: readonly UserId[]): UserId[] {
  if (named.length > MAX_ATTENDEES) throw invalidInput('attendeeIds', `Name at most ${MAX_ATTENDEES} people, or nobody for the whole group.`);
  return named.length === 0 ? [] : [...new Set([...named, actor.userId])];
}

/** Whoever may be in the room reads and writes its notes. */
const notesRights = ({ attendeeIds }: Pick<Meeting, 'attendeeIds'>): DocumentRights => ({
  audience: attendeeIds.length === 0 ? 'group' : 'named', authorIds: [], readerIds: attendeeIds, writers: 'readers',
});
