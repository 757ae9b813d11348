import { Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';
import type { DocumentId } from '#libs/kernel';
import type { Rights } from '#libs/sync';

/** Somebody at the door of a document, or inside and asked again. */
export interface Knock {
  readonly actor: Actor;
  readonly documentId: DocumentId;
}

/** A kind of thing that has live documents. It stands above this library and registers itself. */
export interface RoomKind {
  readonly name: string;

  /**
   * What each may do now, in the order asked; one question to the database, however many. `none` for a document of another
   * kind, of another group, or of nobody: they look the same. Whoever may read must be of the document's group.
   */
  authorize(knocks: readonly Knock[]): Promise<readonly Rights[]>;
}

/** The only way into a room is through the rules of a kind. */
@Injectable()
export class RoomKinds {
  private readonly kinds: RoomKind[] = [];

  register(kind: RoomKind): void {
    this.kinds.push(kind);
  }

  async authorize(knocks: readonly Knock[]): Promise<readonly Rights[]> {
    const answers = await Promise.all(this.kinds.map((kind) => kind.authorize(knocks)));
    return knocks.map((_, i) => answers.map((rights) => rights[i]).find((right) => right !== undefined && right !== 'none') ?? 'none');
  }
}
