import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { type Actor, permit } from '#libs/access';
import { Clock, type DocumentId, type FileId, newId } from '#libs/kernel';
import { Database, Files, Outbox, type Source, type StoredContent } from '#libs/platform';

import { Document } from './document.entity.js';
import type { FileAdded } from './document.events.js';
import { documentPolicy, requireDocument } from './document.policy.js';
import { StoredFile } from './stored-file.entity.js';

const LONGEST_NAME = 200;

/** The files of documents. They have no rights of their own: whoever may comment on a document adds, whoever reads it reads. */
@Injectable()
export class FileService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly files: Files,
  ) {}

  /** To be asked before a byte is read. */
  async requireAdding(actor: Actor, documentId: DocumentId, source: Source = this.database): Promise<void> {
    await requireDocument(source, actor, 'comment', documentId);
  }

  /** Puts a stored content into a document. The right is asked again: the upload may have taken a while. */
  async add(actor: Actor, documentId: DocumentId, name: string, content: StoredContent): Promise<StoredFile> {
    return this.database.transaction(async (tx) => {
      await this.requireAdding(actor, documentId, tx);
      const file = Object.assign(new StoredFile(), {
        ...content, id: newId<FileId>(), groupId: actor.groupId, documentId, name: showable(name), uploadedById: actor.userId, createdAt: this.clock.now(),
      });
      await tx.insert(StoredFile, file);
      await this.outbox.record<FileAdded>(tx, {
        type: 'file.added', subject: `document:${documentId}`, groupId: actor.groupId, actorId: actor.userId, documentId, fileId: file.id,
      });
      return file;
    });
  }

  /** @throws DomainError `NOT_FOUND`, in the same words whether there is no such file or its document is not the actor's to read. */
  async require(actor: Actor, id: FileId): Promise<StoredFile> {
    const file = await this.database.read(StoredFile).findOneBy({ id });
    const document = file === null ? null : await this.database.read(Document).findOneBy({ id: file.documentId });
    permit({ ...documentPolicy, subject: 'File' }, actor, 'read', document, id);
    return file as StoredFile;
  }

  async open(file: StoredFile): Promise<Readable> {
    return this.files.open(file.sha256);
  }
}

/** A name without folders and without what is not seen: controls, and marks that turn the order of letters around. */
function showable(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '').trim()].slice(0, LONGEST_NAME).join('') || 'file';
}
