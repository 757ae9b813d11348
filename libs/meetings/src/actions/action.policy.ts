import { type Actor, inGroup, isLead, isMember, type Policy } from '#libs/access';
import { type ActionId, type GroupId, newId, type UserId } from '#libs/kernel';

import { Action } from './action.entity.js';

export const ACTION_ACTIONS = ['edit', 'complete'] as const;
export type ActionAction = (typeof ACTION_ACTIONS)[number];

const owns = (actor: Actor, action: Action): boolean => inGroup(actor, action) && action.ownerId === actor.userId;
const made = (actor: Actor, action: Action): boolean => inGroup(actor, action) && action.createdById === actor.userId;

/**
 * Rights to the action itself. Except for its owner, who must know what is asked of them, the right to the meeting and
 * the proposal it hangs on comes first (`ActionService`). Guests see of it only what they own or wrote down.
 */
export const actionPolicy: Policy<Action, ActionAction> = {
  subject: 'Action',
  may: {
    read: (actor, action) => isMember(actor, action) || owns(actor, action) || made(actor, action),
    edit: (actor, action) => owns(actor, action) || made(actor, action) || isLead(actor, action),
    complete: (actor, action) => owns(actor, action) || isLead(actor, action),
  },
  visibleTo: ({ groupId, userId, role }) => (role === 'guest' ? [{ groupId, ownerId: userId }, { groupId, createdById: userId }] : [{ groupId }]),
  example: (standing, actor) =>
    standing === 'shared'
      ? null
      : Object.assign(new Action(), {
          id: newId<ActionId>(), groupId: standing === 'foreign' ? newId<GroupId>() : actor.groupId,
          ownerId: standing === 'own' ? actor.userId : newId<UserId>(), createdById: standing === 'own' ? actor.userId : newId<UserId>(),
        }),
};
