import { Injectable } from '@nestjs/common';

import { type Actor, type Audience, permit, type Permitted, readable } from '#libs/access';
import { requireGroup } from '#libs/identity';
import {
  Clock, decodePlace, type DocumentId, type GroupId, newId, type Page, pageOf, type PageRequest, pageSize, requireText, type UserId,
} from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { beginningPolicy } from '../beginning.policy.js';
import { requireReaders } from '../readers.js';
import { Document, type DocumentKind, type DocumentWriters } from './document.entity.js';
import { titleFollowsOwner } from './document.errors.js';
import type { DocumentEvent, DocumentRightsChanged } from './document.events.js';
import { documentPolicy } from './document.policy.js';

/** Who may do what with a document, as its owner says. */
export interface DocumentRights {
  readonly audience: Audience;
  readonly authorIds: readonly UserId[];
  readonly readerIds: readonly UserId[];
  readonly writers: DocumentWriters;
}

export interface NewDocument extends DocumentRights {
  readonly groupId: GroupId;
  readonly kind: DocumentKind;
  readonly title: string;
}

export interface NewLooseDocument {
  readonly title: string;
  readonly audience?: Audience | null | undefined;
  readonly readerIds?: readonly UserId[] | null | undefined;
}

const TITLE = { max: 300 };

/**
 * Documents: the steps by which their owners keep them (`create`, `setRights`, `setTitle`; the right was asked of the owner,
 * so these ask nobody), and loose ones, which own themselves.
 */
@Injectable()
export class DocumentService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async create(tx: Tx, { authorIds, readerIds, ...rest }: NewDocument): Promise<Document> {
    const now = this.clock.now();
    const document = Object.assign(new Document(), {
      ...rest, id: newId<DocumentId>(), authorIds: [...authorIds], readerIds: [...readerIds], lockedAt: null, createdAt: now, updatedAt: now,
    });
    await tx.insert(Document, document);
    return document;
  }

  /** Follows a change of its owner's rights. `lockedAt` stays as it is when it is not given. */
  async setRights(tx: Tx, id: DocumentId, { lockedAt, ...rights }: DocumentRights & { readonly lockedAt?: Date | null }): Promise<void> {
    const [changed] = await tx.sql<{ group_id: GroupId }>(
      `UPDATE document SET audience = $2, author_ids = $3::uuid[], reader_ids = $4::uuid[], writers = $5,
              locked_at = CASE WHEN $6::boolean THEN $7::timestamptz ELSE locked_at END
       WHERE id = $1 RETURNING group_id`,
      [id, rights.audience, rights.authorIds, rights.readerIds, rights.writers, lockedAt !== undefined, lockedAt ?? null],
    );
    if (changed === undefined) throw new Error(`Document ${id} is gone while its owner is there`);
    await this.outbox.record<DocumentRightsChanged>(tx, {
      type: 'document.rights_changed', subject: `document:${id}`, groupId: changed.group_id, actorId: null, documentId: id,
    });
  }

  /** Follows a change of its owner's title. */
  async setTitle(tx: Tx, id: DocumentId, title: string): Promise<void> {
    await tx.sql('UPDATE document SET title = $2, updated_at = $3 WHERE id = $1', [id, title, this.clock.now()]);
  }

  /** Loose documents that the actor may read, the latest changed first. */
  async loose(actor: Actor, request: PageRequest): Promise<Page<Permitted<Document>>> {
    const first = pageSize(request);
    const query = this.database.read(Document).createQueryBuilder('d')
      .where(documentPolicy.visibleTo(actor))
      .andWhere(`d.groupId = :group AND d.kind = 'loose'`, { group: actor.groupId })
      .orderBy('d.updatedAt', 'DESC').addOrderBy('d.id', 'DESC').take(first + 1);
    if (request.after != null) {
      const { at, id } = decodePlace(request.after);
      query.andWhere('(d.updatedAt, d.id) < (:at::timestamptz, :id::uuid)', { at, id });
    }
    const page = pageOf(await query.getMany(), first, (document) => [document.updatedAt.toISOString(), document.id]);
    return { ...page, nodes: readable(documentPolicy, actor, page.nodes) };
  }

  /** Begins a document of its own, which all who read it write. The whole group does, unless said otherwise. */
  async createLoose(actor: Actor, { title, audience, readerIds }: NewLooseDocument): Promise<Permitted<Document>> {
    return this.database.transaction(async (tx) => {
      await requireGroup(tx, beginningPolicy, actor, 'write_document');
      const rights = { audience: audience ?? 'group', authorIds: [actor.userId] };
      const made = await this.create(tx, {
        ...rights, groupId: actor.groupId, kind: 'loose', title: requireText('title', title, TITLE), writers: 'readers',
        readerIds: await requireReaders(tx, actor, { ...rights, readerIds: readerIds ?? [] }),
      });
      const document = permit(documentPolicy, actor, 'write', made, made.id);
      await this.record(tx, actor, 'document.created', document);
      return document;
    });
  }

  /** @throws DomainError `TITLE_FOLLOWS_OWNER` when the document is not a loose one. */
  async rename(actor: Actor, id: DocumentId, title: string): Promise<Permitted<Document>> {
    return this.database.transaction(async (tx) => {
      const found = await tx.read(Document).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      const document = permit(documentPolicy, actor, 'write', found, id);
      if (document.kind !== 'loose') throw titleFollowsOwner(id);
      document.title = requireText('title', title, TITLE);
      document.updatedAt = this.clock.now();
      await tx.save(Document, document);
      await this.record(tx, actor, 'document.renamed', document);
      return document;
    });
  }

  private async record(tx: Tx, actor: Actor, type: DocumentEvent['type'], { id, groupId }: Document): Promise<void> {
    await this.outbox.record<DocumentEvent>(tx, {
      type, subject: `document:${id}`, groupId, actorId: actor.userId, documentId: id, proposalId: null,
    });
  }
}
