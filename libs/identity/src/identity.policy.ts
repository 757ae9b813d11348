import { type Actor, inGroup, isLead, isMember, type Policy, type Standing } from '#libs/access';
import { type GroupId, type InvitationId, type MembershipId, newId, type SessionId, type TokenId, type UserId } from '#libs/kernel';

import { ApiToken } from './api-token.entity.js';
import { Group } from './group.entity.js';
import { Invitation } from './invitation.entity.js';
import { Membership } from './membership.entity.js';
import { Session } from './session.entity.js';

const groupIn = (standing: Standing, actor: Actor): GroupId => (standing === 'foreign' ? newId<GroupId>() : actor.groupId);
const personIn = (standing: Standing, actor: Actor): UserId => (standing === 'own' ? actor.userId : newId<UserId>());

/** The group as a whole. Whoever is in it may know its name; leads decide who comes in. */
export const groupPolicy: Policy<Group, 'invite'> = {
  subject: 'Group',
  may: {
    read: (actor, group) => group.id === actor.groupId,
    invite: (actor, group) => isLead(actor, { groupId: group.id }),
  },
  visibleTo: (actor) => [{ id: actor.groupId }],
  example: (standing, actor) =>
    standing === 'shared' || standing === 'own' ? null : Object.assign(new Group(), { id: groupIn(standing, actor) }),
};

/** Members know each other; a guest knows of themselves only. Leads change roles and remove, leaving is up to oneself. */
export const membershipPolicy: Policy<Membership, 'change_role' | 'remove'> = {
  subject: 'Member',
  may: {
    read: (actor, member) => isMember(actor, member) || (inGroup(actor, member) && member.userId === actor.userId),
    change_role: (actor, member) => isLead(actor, member),
    remove: (actor, member) => isLead(actor, member) || (inGroup(actor, member) && member.userId === actor.userId),
  },
  visibleTo: (actor) => [actor.role === 'guest' ? { groupId: actor.groupId, userId: actor.userId } : { groupId: actor.groupId }],
  example: (standing, actor) =>
    standing === 'shared'
      ? null
      : Object.assign(new Membership(), { id: newId<MembershipId>(), groupId: groupIn(standing, actor), userId: personIn(standing, actor), role: 'researcher' }),
};

/** Invitations are the leads' business. */
export const invitationPolicy: Policy<Invitation, 'revoke'> = {
  subject: 'Invitation',
  may: { read: isLead, revoke: isLead },
  // Nobody but a lead matches a group that does not exist.
  visibleTo: (actor) => [{ groupId: actor.role === 'lead' ? actor.groupId : NO_GROUP }],
  example: (standing, actor) =>
    standing === 'shared'
      ? null
      : Object.assign(new Invitation(), { id: newId<InvitationId>(), groupId: groupIn(standing, actor), invitedById: personIn(standing, actor) }),
};

const NO_GROUP = '00000000-0000-0000-0000-000000000000' as GroupId;

/** A session is its person's alone. */
export const sessionPolicy: Policy<Session, 'revoke'> = {
  subject: 'Session',
  may: { read: (actor, { userId }) => userId === actor.userId, revoke: (actor, { userId }) => userId === actor.userId },
  visibleTo: (actor) => [{ userId: actor.userId }],
  example: (standing, actor) =>
    standing === 'shared'
      ? null
      : Object.assign(new Session(), { id: newId<SessionId>(), groupId: groupIn(standing, actor), userId: personIn(standing, actor) }),
};

/** A token is its person's alone. */
export const apiTokenPolicy: Policy<ApiToken, 'revoke'> = {
  subject: 'Token',
  may: { read: (actor, { userId }) => userId === actor.userId, revoke: (actor, { userId }) => userId === actor.userId },
  visibleTo: (actor) => [{ userId: actor.userId }],
  example: (standing, actor) =>
    standing === 'shared'
      ? null
      : Object.assign(new ApiToken(), { id: newId<TokenId>(), groupId: groupIn(standing, actor), userId: personIn(standing, actor) }),
};
