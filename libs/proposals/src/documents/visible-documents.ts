import { type FindOperator, Raw } from 'typeorm';

import { type Actor, audienceSql } from '#libs/access';
import type { DocumentId } from '#libs/kernel';

/**
 * Matches the ids of the documents that the actor may read, for the `visibleTo` of what hangs on a document. A proposal's and a
 * meeting's document have the rights of their owner, so this answers for whatever hangs on those too.
 */
export function visibleDocumentIds(actor: Actor): FindOperator<DocumentId> {
  const readable = audienceSql(actor, 'readable', { group: ':readableGroup', user: ':readableUser' });
  return Raw<DocumentId>((column) => `${column} IN (SELECT readable.id FROM document readable WHERE ${readable})`, {
    readableGroup: actor.groupId, readableUser: actor.userId,
  });
}
