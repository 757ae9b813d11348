import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions, type Audience, permit } from '#libs/access';
import type { DocumentId, Page, UserId } from '#libs/kernel';
import { CurrentActor, Database, DecidedBy, type RequestContext, type Source } from '#libs/platform';

import { beginningPolicy } from '../beginning.policy.js';
import { Document } from '../documents/document.entity.js';
import { documentPolicy, requireDocument } from '../documents/document.policy.js';
import { DocumentService } from '../documents/document.service.js';
import { DocumentActionEnum, DocumentPageType, DocumentType } from './document.types.js';
import { AudienceEnum } from './proposal.types.js';

@Resolver(() => DocumentType)
export class DocumentResolver {
  constructor(
    private readonly database: Database,
    private readonly service: DocumentService,
  ) {}

  @DecidedBy(documentPolicy, 'read', 'read')
  @Query(() => DocumentType)
  async document(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: DocumentId): Promise<Document> {
    return requireDocument(this.database, actor, 'read', id);
  }

  @DecidedBy(documentPolicy, 'read', 'read')
  @Query(() => DocumentPageType, { description: 'Loose documents, the latest changed first. Others are found through what they belong to.' })
  async documents(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
  ): Promise<Page<Document>> {
    return this.service.loose(actor, { first, after });
  }

  @DecidedBy(beginningPolicy, 'write_document', 'write')
  @Mutation(() => DocumentType, { description: 'Begins a loose document. All who read it write it: the group, unless said otherwise.' })
  async createDocument(
    @CurrentActor() actor: Actor,
    @Args('title') title: string,
    @Args('audience', { type: () => AudienceEnum, nullable: true }) audience?: Audience,
    @Args('readerIds', { type: () => [ID], nullable: true }) readerIds?: UserId[],
  ): Promise<Document> {
    return this.service.createLoose(actor, { title, audience, readerIds });
  }

  @DecidedBy(documentPolicy, 'write', 'write')
  @Mutation(() => DocumentType, { description: 'Fails with TITLE_FOLLOWS_OWNER when the document is not a loose one.' })
  async renameDocument(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: DocumentId, @Args('title') title: string): Promise<Document> {
    return this.service.rename(actor, id, title);
  }

  @ResolveField(() => [DocumentActionEnum], { description: 'What you may do with it.' })
  viewerMay(@Parent() document: Document, @CurrentActor() actor: Actor): string[] {
    return allowedActions(documentPolicy, actor, document);
  }
}

const documentsById = {};

/** A document for a field, loaded together with all others that the operation names; each is asked for its own right. */
export async function loadDocument(context: RequestContext, source: Source, id: DocumentId): Promise<Document> {
  const actor = context.actor as Actor;
  return context.loader<DocumentId, Document>(documentsById, async (ids) => {
    const rows = await source.read(Document).createQueryBuilder('d').where('d.id = ANY(:ids::uuid[])', { ids }).getMany();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((one) => outcomeOf(() => permit(documentPolicy, actor, 'read', byId.get(one) ?? null, one)));
  }).load(id);
}

/** A loader answers each key with a value or an error, so that one refusal does not fail the others. */
function outcomeOf<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
