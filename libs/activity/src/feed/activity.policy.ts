import { IsNull } from 'typeorm';

import { inGroup, isMember, type Policy } from '#libs/access';
import { type EventId, newId } from '#libs/kernel';
import { documentPolicy, visibleDocumentIds } from '#libs/proposals';

import { Activity } from './activity.entity.js';

/** Whoever may read what something happened to may know that it happened. What happened to nothing in particular is the members’ to know. */
export const activityPolicy: Policy<Activity> = {
  subject: 'Activity',
  may: {
    read: (actor, activity) =>
      activity.documentId === null
        ? isMember(actor, activity)
        : inGroup(actor, activity) && activity.document !== null && documentPolicy.may.read(actor, activity.document),
  },
  visibleTo: (actor) => {
    const about = { groupId: actor.groupId, documentId: visibleDocumentIds(actor) };
    return actor.role === 'guest' ? [about] : [{ groupId: actor.groupId, documentId: IsNull() }, about];
  },
  example: (standing, actor) => {
    const document = documentPolicy.example(standing, actor);
    return document && Object.assign(new Activity(), { id: newId<EventId>(), groupId: document.groupId, documentId: document.id, document });
  },
};
