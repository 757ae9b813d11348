import { Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPeople, PersonType } from '#libs/identity/api';
import { CurrentActor, CurrentContext, Database, RequestContext } from '#libs/platform';

import { Document } from '../documents/document.entity.js';
import { Proposal } from '../proposal.entity.js';
import { proposalPolicy } from '../proposal.policy.js';
import { type NextStage, StageRules } from '../stage-rules.js';
import { templateOf } from '../templates.js';
import { loadDocument } from './document.resolver.js';
import { DocumentType } from './document.types.js';
import { NextStageType, ProposalActionEnum, ProposalFieldValueType, ProposalType } from './proposal.types.js';

/** What is shown of a proposal beyond its columns. */
@Resolver(() => ProposalType)
export class ProposalFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleService,
    private readonly stages: StageRules,
  ) {}

  @ResolveField(() => [PersonType])
  async authors(@Parent() { authorIds }: Proposal, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.people, authorIds);
  }

  @ResolveField(() => [PersonType], { description: 'Who reads it by name, whatever the audience.' })
  async readers(@Parent() { readerIds }: Proposal, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.people, readerIds);
  }

  @ResolveField(() => [ProposalFieldValueType], { description: 'The fields of its template in their order.' })
  fields(@Parent() { template, fields }: Proposal): ProposalFieldValueType[] {
    return (templateOf(template)?.fields ?? []).map((field) => ({ ...field, value: fields[field.key] ?? '' }));
  }

  @ResolveField(() => DocumentType)
  async document(@Parent() { documentId }: Proposal, @CurrentContext() context: RequestContext): Promise<Document> {
    return loadDocument(context, this.database, documentId);
  }

  @ResolveField(() => [ProposalActionEnum], { description: 'What you may do with it.' })
  viewerMay(@Parent() proposal: Proposal, @CurrentActor() actor: Actor): string[] {
    return allowedActions(proposalPolicy, actor, proposal);
  }

  @ResolveField(() => [NextStageType], { description: 'Where it may go from here, and what is missing for it.' })
  async nextStages(@Parent() proposal: Proposal, @CurrentContext() context: RequestContext): Promise<NextStage[]> {
    return context.loader<Proposal, NextStage[]>(this.stages, (proposals) => this.stages.nextStages(this.database, proposals)).load(proposal);
  }
}
