import { type Actor, isMember, permit, type Permitted, type Policy } from '#libs/access';
import { type GroupId, newId } from '#libs/kernel';
import type { Source } from '#libs/platform';

import { Group } from './group.entity.js';

/** What leads and researchers may begin in their group, and guests may not. Each domain names its own. */
export function openToMembers<Action extends string>(...actions: Action[]): Policy<Group, Action> {
  const begin = (actor: Actor, group: Group): boolean => isMember(actor, { groupId: group.id });
  return {
    subject: 'Group',
    may: {
      read: (actor, group) => group.id === actor.groupId,
      ...(Object.fromEntries(actions.map((action) => [action, begin])) as Record<Action, typeof begin>),
    },
    visibleTo: (actor) => [{ id: actor.groupId }],
    example: (standing, actor) =>
      standing === 'shared' || standing === 'own' ? null : Object.assign(new Group(), { id: standing === 'foreign' ? newId<GroupId>() : actor.groupId }),
  };
}

/** The actor's group, if they may do `action` in it. @throws DomainError those of {@link permit}. */
export async function requireGroup<Action extends string>(
  source: Source, policy: Policy<Group, Action>, actor: Actor, action: Action | 'read',
): Promise<Permitted<Group, Action | 'read'>> {
  return permit(policy, actor, action, await source.read(Group).findOneBy({ id: actor.groupId }), actor.groupId);
}
