import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';

import type { Actor, Audience } from '#libs/access';
import type { Page, ProposalId, UserId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, EventStream, RequestContext } from '#libs/platform';

import { beginningPolicy } from '../beginning.policy.js';
import { ProposalList, type SimilarProposal } from '../proposal-list.js';
import { Proposal } from '../proposal.entity.js';
import { isProposalEvent } from '../proposal.events.js';
import { proposalPolicy, requireProposal } from '../proposal.policy.js';
import { ProposalService } from '../proposal.service.js';
import type { ProposalStage } from '../stages.js';
import { type ProposalTemplate, TEMPLATES } from '../templates.js';
import { CreateProposalInput, ProposalFilterInput, ProposalSortInput, UpdateProposalInput } from './proposal.inputs.js';
import { AudienceEnum, ProposalPageType, ProposalStageEnum, ProposalTemplateType, ProposalType, SimilarProposalType } from './proposal.types.js';

@Resolver(() => ProposalType)
export class ProposalResolver {
  constructor(
    private readonly database: Database,
    private readonly service: ProposalService,
    private readonly list: ProposalList,
    private readonly events: EventStream,
  ) {}

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => ProposalPageType, { description: 'The latest changed first, unless sorted otherwise.' })
  async proposals(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('filter', { type: () => ProposalFilterInput, nullable: true }) filter?: ProposalFilterInput,
    @Args('sort', { type: () => ProposalSortInput, nullable: true }) sort?: ProposalSortInput,
  ): Promise<Page<Proposal>> {
    return this.list.page(actor, { first, after }, filter ?? {}, sort ?? undefined);
  }

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => ProposalType)
  async proposal(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ProposalId): Promise<Proposal> {
    return requireProposal(this.database, actor, 'read', id);
  }

  @DecidedBy(beginningPolicy, 'read', 'read')
  @Query(() => [ProposalTemplateType])
  proposalTemplates(): readonly ProposalTemplate[] {
    return TEMPLATES;
  }

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => [SimilarProposalType], { description: 'Up to five that share most words with a text, the most similar first.' })
  async similarProposals(@CurrentActor() actor: Actor, @Args('text') text: string): Promise<SimilarProposal[]> {
    return this.list.similar(actor, text);
  }

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => [String], { description: 'Topics of the latest proposals, the most used first.' })
  async topics(@CurrentActor() actor: Actor): Promise<string[]> {
    return this.list.topics(actor);
  }

  @DecidedBy(beginningPolicy, 'propose', 'write')
  @Mutation(() => ProposalType, { description: 'Begins a draft, with its document. You are its author.' })
  async createProposal(@CurrentActor() actor: Actor, @Args('input') input: CreateProposalInput): Promise<Proposal> {
    return this.service.create(actor, input);
  }

  @DecidedBy(proposalPolicy, 'edit', 'write')
  @Mutation(() => ProposalType)
  async updateProposal(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ProposalId, @Args('input') input: UpdateProposalInput,
  ): Promise<Proposal> {
    return this.service.update(actor, id, input);
  }

  @DecidedBy(proposalPolicy, 'move', 'write')
  @Mutation(() => ProposalType, { description: 'Parking needs a reason. Fails with STAGE_NOT_ALLOWED (from, to) or STAGE_PRECONDITIONS (missing).' })
  async moveProposal(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: ProposalId,
    @Args('to', { type: () => ProposalStageEnum }) to: ProposalStage,
    @Args('reason', { type: () => String, nullable: true }) reason?: string | null,
  ): Promise<Proposal> {
    return this.service.move(actor, id, to, reason ?? null);
  }

  @DecidedBy(proposalPolicy, 'share', 'write')
  @Mutation(() => ProposalType, { description: 'Authors write the proposal and its document. There is always at least one.' })
  async setProposalAuthors(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ProposalId, @Args('authorIds', { type: () => [ID] }) authorIds: UserId[],
  ): Promise<Proposal> {
    return this.service.setAuthors(actor, id, authorIds);
  }

  @DecidedBy(proposalPolicy, 'share', 'write')
  @Mutation(() => ProposalType, { description: 'Says who reads the proposal and its document. Whoever no longer does loses the open document at once.' })
  async shareProposal(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: ProposalId,
    @Args('audience', { type: () => AudienceEnum }) audience: Audience,
    @Args('readerIds', { type: () => [ID] }) readerIds: UserId[],
  ): Promise<Proposal> {
    return this.service.share(actor, id, audience, readerIds);
  }

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Subscription(() => ProposalType, { description: 'The proposal after each change, until you may no longer read it.' })
  async proposalChanged(
    @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext, @Args('id', { type: () => ID }) id: ProposalId,
  ): Promise<AsyncIterableIterator<{ proposalChanged: Proposal }>> {
    await requireProposal(this.database, actor, 'read', id);
    return this.events.follow(
      (event) => isProposalEvent(event) && event.proposalId === id,
      async () => {
        context.forgetLoaded();
        return { proposalChanged: await requireProposal(this.database, actor, 'read', id) };
      },
    );
  }
}
