import type { DocumentId, GroupId } from '#libs/kernel';
import type { RoomName } from '#libs/sync';

/** Enough of a document to find what was written in it. */
export interface DocumentRef {
  readonly id: DocumentId;
  readonly groupId: GroupId;
}

/** A document's room. It names the group too, so that every row of the log can carry it without asking anybody. */
export const roomOf = ({ id, groupId }: DocumentRef): RoomName => `${groupId}/${id}` as RoomName;

export function documentIn(room: RoomName): DocumentRef {
  const [groupId, id] = room.split('/') as [GroupId, DocumentId];
  return { id, groupId };
}
