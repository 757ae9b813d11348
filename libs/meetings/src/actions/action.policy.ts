import { type FindOptionsWhere, IsNull, Or } from 'typeorm';

import { type Actor, inGroup, isLead, isMember, type Policy } from '#libs/access';
import { type ActionId, newId, type UserId } from '#libs/kernel';
import { proposalPolicy, visibleProposalIds } from '#libs/proposals';

import { meetingPolicy, visibleMeetingIds } from '../meeting.policy.js';
import { Action } from './action.entity.js';

export const ACTION_ACTIONS = ['edit', 'complete'] as const;
export type ActionAction = (typeof ACTION_ACTIONS)[number];

const owns = (actor: Actor, action: Action): boolean => inGroup(actor, action) && action.ownerId === actor.userId;
const made = (actor: Actor, action: Action): boolean => inGroup(actor, action) && action.createdById === actor.userId;

/** Whether the actor may read all that the action hangs on. */
const seesPlace = (actor: Actor, { meetingId, meeting, proposalId, proposal }: Action): boolean =>
  (meetingId === null || (meeting !== null && meetingPolicy.may.read(actor, meeting))) &&
  (proposalId === null || (proposal !== null && proposalPolicy.may.read(actor, proposal)));

const reads = (actor: Actor, action: Action): boolean =>
  owns(actor, action) || ((isMember(actor, action) || made(actor, action)) && seesPlace(actor, action));

/**
 * An action is seen by its owner, who must know what is asked of them, and by the members who may read all that it hangs
 * on. Guests see only what they own or wrote down.
 */
export const actionPolicy: Policy<Action, ActionAction> = {
  subject: 'Action',
  may: {
    read: reads,
    edit: (actor, action) => reads(actor, action) && (owns(actor, action) || made(actor, action) || isLead(actor, action)),
    complete: (actor, action) => reads(actor, action) && (owns(actor, action) || isLead(actor, action)),
  },
  visibleTo: (actor) => {
    const { groupId, userId } = actor;
    const placed: FindOptionsWhere<Action> = {
      groupId, meetingId: Or(IsNull(), visibleMeetingIds(actor)), proposalId: Or(IsNull(), visibleProposalIds(actor)),
    };
    return [{ groupId, ownerId: userId }, actor.role === 'guest' ? { ...placed, createdById: userId } : placed];
  },
  // Own: asked of the actor. Shared: written down on what was shared with them by name, for others to do.
  example: (standing, actor) => {
    const meeting = meetingPolicy.example(standing, actor);
    return meeting && Object.assign(new Action(), {
      id: newId<ActionId>(), groupId: meeting.groupId, meetingId: meeting.id, meeting, proposalId: null,
      ownerId: standing === 'own' ? actor.userId : newId<UserId>(), createdById: newId<UserId>(),
    });
  },
};
