import { type Actor, type Audience, isAuthor, mayReadByAudience, type Permitted, permit, type Policy, type Standing, visibleByAudience } from '#libs/access';
import { type DocumentId, type GroupId, newId, type UserId } from '#libs/kernel';
import type { Source } from '#libs/platform';

import { Document } from './document.entity.js';

/** Whoever reads a document may comment on it. It is written by its authors, or by all who read it where it says so, until it is locked. */
export const documentPolicy: Policy<Document, 'comment' | 'write'> = {
  subject: 'Document',
  may: {
    read: mayReadByAudience,
    comment: mayReadByAudience,
    write: (actor, document) =>
      document.lockedAt === null && (document.writers === 'readers' ? mayReadByAudience(actor, document) : isAuthor(actor, document)),
  },
  visibleTo: (actor) => visibleByAudience<Document>(actor),
  example: (standing, actor) => Object.assign(new Document(), { id: newId<DocumentId>(), writers: 'authors', lockedAt: null, ...rightsIn(standing, actor) }),
};

/** An example's rights: the most open audience, so that a forbidden cell is forbidden by more than the audience. */
export function rightsIn(standing: Standing, actor: Actor): { groupId: GroupId; audience: Audience; authorIds: UserId[]; readerIds: UserId[] } {
  return {
    groupId: standing === 'foreign' ? newId<GroupId>() : actor.groupId,
    audience: standing === 'shared' ? 'named' : 'group',
    authorIds: [standing === 'own' ? actor.userId : newId<UserId>()],
    readerIds: standing === 'shared' ? [actor.userId] : [],
  };
}

/** The document, if the actor may do `action` with it. @throws DomainError those of {@link permit}. */
export async function requireDocument<A extends 'read' | 'comment' | 'write'>(
  source: Source, actor: Actor, action: A, id: DocumentId,
): Promise<Permitted<Document, A>> {
  return permit(documentPolicy, actor, action, await source.read(Document).findOneBy({ id }), id);
}
