import { inGroup, type Policy } from '#libs/access';
import { type AgendaItemId, type GroupId, newId } from '#libs/kernel';

import { AgendaItem } from './agenda-item.entity.js';

/** An item has no rights of its own: the right to its meeting comes first, always. */
export const agendaItemPolicy: Policy<AgendaItem> = {
  subject: 'Agenda item',
  may: { read: inGroup },
  visibleTo: (actor) => [{ groupId: actor.groupId }],
  example: (standing, actor) =>
    standing === 'own' || standing === 'shared'
      ? null
      : Object.assign(new AgendaItem(), { id: newId<AgendaItemId>(), groupId: standing === 'foreign' ? newId<GroupId>() : actor.groupId }),
};
