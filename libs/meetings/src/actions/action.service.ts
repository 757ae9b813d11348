import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { requirePeople } from '#libs/identity';
import {
  type ActionId, Clock, decodePlace, type MeetingId, newId, type Page, pageOf, type PageRequest, pageSize, type ProposalId, requireText, type UserId,
} from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';
import { requireProposal } from '#libs/proposals';

import { dateOf } from '../meeting-fields.js';
import type { Meeting } from '../meeting.entity.js';
import { actionNeedsPlace, tooManyActions } from '../meeting.errors.js';
import { lockMeeting, requireMeeting } from '../require-meeting.js';
import { Action } from './action.entity.js';
import type { ActionEvent } from './action.events.js';
import { type ActionAction, actionPolicy } from './action.policy.js';
import { actionsIn, seenActions } from './actions-in.js';

export interface NewAction {
  readonly title: string;
  readonly ownerId: UserId;
  readonly dueOn?: string | null | undefined;
  readonly meetingId?: MeetingId | null | undefined;
  readonly proposalId?: ProposalId | null | undefined;
}

/** What is absent stays as it is; a day of null takes it away. */
export interface ActionChanges {
  readonly title?: string | null | undefined;
  readonly ownerId?: UserId | null | undefined;
  readonly dueOn?: string | null | undefined;
}

export interface ActionFilter {
  readonly ownerId?: UserId | null | undefined;
  readonly open?: boolean | null | undefined;
  readonly meetingId?: MeetingId | null | undefined;
  readonly proposalId?: ProposalId | null | undefined;
}

/** More than any meeting agrees on; few enough to be shown whole. */
const MAX_OF_MEETING = 200;

/** What people have agreed to do. */
@Injectable()
export class ActionService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The actions that the actor may read, newest first. */
  async list(actor: Actor, request: PageRequest, filter: ActionFilter): Promise<Page<Permitted<Action>>> {
    const first = pageSize(request);
    if (filter.meetingId != null) await requireMeeting(this.database, actor, filter.meetingId);
    if (filter.proposalId != null) await requireProposal(this.database, actor, 'read', filter.proposalId);
    const seen = seenActions(actor);
    const place = (value: unknown): string => `$${seen.parameters.push(value)}`;
    if (filter.ownerId != null) seen.conditions.push(`a.owner_id = ${place(filter.ownerId)}`);
    if (filter.open != null) seen.conditions.push(`a.done_at IS ${filter.open ? '' : 'NOT '}NULL`);
    if (filter.meetingId != null) seen.conditions.push(`a.meeting_id = ${place(filter.meetingId)}`);
    if (filter.proposalId != null) seen.conditions.push(`a.proposal_id = ${place(filter.proposalId)}`);
    if (request.after != null) {
      const { at, id } = decodePlace(request.after);
      seen.conditions.push(`(a.created_at, a.id) < (${place(at)}::timestamptz, ${place(id)}::uuid)`);
    }
    const ids = await this.database.sql<{ id: ActionId }>(
      `SELECT a.id FROM action a WHERE ${seen.conditions.join(' AND ')} ORDER BY a.created_at DESC, a.id DESC LIMIT ${first + 1}`, seen.parameters);
    const page = pageOf(await this.rows(ids, 'DESC'), first, (action) => [action.createdAt.toISOString(), action.id]);
    return { ...page, nodes: readable(actionPolicy, actor, page.nodes) };
  }

  /** The actions of meetings that the actor may read, in the order of agreeing. */
  async ofMeetings(actor: Actor, meetingIds: readonly MeetingId[]): Promise<Permitted<Action>[]> {
    const seen = seenActions(actor);
    const meetings = `$${seen.parameters.push(meetingIds)}`;
    const ids = await this.database.sql<{ id: ActionId }>(
      `SELECT a.id FROM action a WHERE a.meeting_id = ANY(${meetings}::uuid[]) AND ${seen.conditions.join(' AND ')}`, seen.parameters);
    return readable(actionPolicy, actor, await this.rows(ids, 'ASC'));
  }

  /**
   * Writes down what somebody agreed to do.
   *
   * @throws DomainError `ACTION_NEEDS_PLACE`, `PERSON_UNKNOWN`, `MEETING_STATE` when the meeting is closed, or `TOO_MANY_ACTIONS`.
   */
  async add(actor: Actor, fields: NewAction): Promise<Permitted<Action>> {
    const action = Object.assign(new Action(), {
      id: newId<ActionId>(), groupId: actor.groupId, meetingId: fields.meetingId ?? null, proposalId: fields.proposalId ?? null,
      title: titleOf(fields.title), ownerId: fields.ownerId, createdById: actor.userId,
      dueOn: fields.dueOn == null ? null : dateOf('dueOn', fields.dueOn), doneAt: null, createdAt: this.clock.now(),
    });
    if (action.meetingId === null && action.proposalId === null) throw actionNeedsPlace();
    return this.database.transaction(async (tx) => {
      if (action.meetingId !== null) action.meeting = await this.requireRoom(tx, actor, action.meetingId);
      if (action.proposalId !== null) action.proposal = await requireProposal(tx, actor, 'comment', action.proposalId);
      await requirePeople(tx, actor, 'ownerId', [action.ownerId]);
      await tx.insert(Action, action);
      return this.recorded(tx, actor, 'action.added', permit(actionPolicy, actor, 'edit', action, action.id));
    });
  }

  async update(actor: Actor, id: ActionId, changes: ActionChanges): Promise<Permitted<Action>> {
    return this.database.transaction(async (tx) => {
      const action = await this.lock(tx, actor, 'edit', id);
      if (changes.title != null) action.title = titleOf(changes.title);
      if (changes.ownerId != null) {
        await requirePeople(tx, actor, 'ownerId', [changes.ownerId]);
        action.ownerId = changes.ownerId;
      }
      if (changes.dueOn !== undefined) action.dueOn = changes.dueOn === null ? null : dateOf('dueOn', changes.dueOn);
      await tx.save(Action, action);
      return this.recorded(tx, actor, 'action.updated', action);
    });
  }

  /** Marks an action as done or open. Saying what is so already changes nothing. */
  async setDone(actor: Actor, id: ActionId, done: boolean): Promise<Permitted<Action>> {
    return this.database.transaction(async (tx) => {
      const action = await this.lock(tx, actor, 'complete', id);
      if ((action.doneAt !== null) === done) return action;
      action.doneAt = done ? this.clock.now() : null;
      await tx.save(Action, action);
      return this.recorded(tx, actor, done ? 'action.completed' : 'action.reopened', action);
    });
  }

  private async requireRoom(tx: Tx, actor: Actor, meetingId: MeetingId): Promise<Meeting> {
    const meeting = await lockMeeting(tx, actor, 'takeNotes', meetingId);
    if ((await tx.read(Action).countBy({ meetingId })) >= MAX_OF_MEETING) throw tooManyActions(MAX_OF_MEETING);
    return meeting;
  }

  /** An action for a change, locked. */
  private async lock(tx: Tx, actor: Actor, right: ActionAction, id: ActionId): Promise<Permitted<Action>> {
    return permit(actionPolicy, actor, right, await actionsIn(tx).where('a.id = :id', { id }).setLock('pessimistic_write', undefined, ['a']).getOne(), id);
  }

  private async rows(ids: { id: ActionId }[], direction: 'ASC' | 'DESC'): Promise<Action[]> {
    return actionsIn(this.database).where('a.id = ANY(:ids::uuid[])', { ids: ids.map(({ id }) => id) })
      .orderBy('a.createdAt', direction).addOrderBy('a.id', direction).getMany();
  }

  private async recorded(tx: Tx, actor: Actor, type: ActionEvent['type'], action: Permitted<Action>): Promise<Permitted<Action>> {
    const { id: actionId, groupId, ownerId, meetingId, proposalId } = action;
    await this.outbox.record<ActionEvent>(tx, { type, subject: `action:${actionId}`, groupId, actorId: actor.userId, actionId, ownerId, meetingId, proposalId });
    return action;
  }
}

const titleOf = (title: string): string => requireText('title', title, { max: 300 });
