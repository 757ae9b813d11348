import { isMember, type Policy } from '#libs/access';
import { Group } from '#libs/identity';

import { rightsIn } from './documents/document.policy.js';

/** What members may begin in their group and guests may not: proposals and loose documents. */
export const beginningPolicy: Policy<Group, 'propose' | 'write_document'> = {
  subject: 'Group',
  may: {
    read: (actor, group) => group.id === actor.groupId,
    propose: (actor, group) => isMember(actor, { groupId: group.id }),
    write_document: (actor, group) => isMember(actor, { groupId: group.id }),
  },
  visibleTo: (actor) => [{ id: actor.groupId }],
  example: (standing, actor) =>
    standing === 'shared' || standing === 'own' ? null : Object.assign(new Group(), { id: rightsIn(standing, actor).groupId }),
};
