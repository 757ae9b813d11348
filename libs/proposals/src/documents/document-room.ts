import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';

import { type Knock, type RoomKind, RoomKinds } from '#libs/collaboration';
import { Database } from '#libs/platform';
import type { Rights } from '#libs/sync';

import { Document } from './document.entity.js';
import { documentPolicy } from './document.policy.js';

/** Opens the live text of a document to whoever its policy lets in. */
@Injectable()
export class DocumentRoom implements RoomKind, OnModuleInit {
  readonly name = 'document';

  constructor(
    private readonly kinds: RoomKinds,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async authorize(knocks: readonly Knock[]): Promise<readonly Rights[]> {
    const documents = await this.database.read(Document).findBy({ id: In([...new Set(knocks.map(({ documentId }) => documentId))]) });
    const byId = new Map(documents.map((document) => [document.id, document]));
    return knocks.map(({ actor, documentId }) => {
      const document = byId.get(documentId);
      if (document === undefined || !documentPolicy.may.read(actor, document)) return 'none';
      return documentPolicy.may.write(actor, document) ? 'write' : 'read';
    });
  }
}
