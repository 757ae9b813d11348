import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';

import { type Knock, type RoomKind, RoomKinds } from '#libs/collaboration';
import { Database } from '#libs/platform';
import type { Rights } from '#libs/sync';

import { Document } from './document.entity.js';
import { documentPolicy } from './document.policy.js';

/** Documents as rooms: whoever may read one may come in, and whoever may write it may write. */
@Injectable()
export class DocumentRooms implements RoomKind, OnModuleInit {
  readonly name = 'documents';

  constructor(
    private readonly database: Database,
    private readonly kinds: RoomKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async authorize(knocks: readonly Knock[]): Promise<readonly Rights[]> {
    const ids = [...new Set(knocks.map(({ documentId }) => documentId))];
    const documents = await this.database.read(Document).findBy({ id: In(ids) });
    const found = new Map(documents.map((document) => [document.id, document]));
    return knocks.map(({ actor, documentId }) => {
      const document = found.get(documentId);
      if (document === undefined || !documentPolicy.may.read(actor, document)) return 'none';
      return documentPolicy.may.write(actor, document) ? 'write' : 'read';
    });
  }
}
