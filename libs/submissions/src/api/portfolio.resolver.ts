import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPeople, PersonType } from '#libs/identity/api';
import type { Page } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext } from '#libs/platform';
import { proposalPolicy, type ProposalStage } from '#libs/proposals';
import { ProposalStageEnum } from '#libs/proposals/api';

import { type PortfolioRow, PortfolioService } from '../portfolio.service.js';
import { PortfolioPageType, PortfolioRowType } from './submission.types.js';

/** All proposals on their way. */
@Resolver(() => PortfolioRowType)
export class PortfolioResolver {
  constructor(
    private readonly service: PortfolioService,
    private readonly people: PeopleService,
  ) {}

  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => PortfolioPageType, { description: 'The latest changed proposals first.' })
  async portfolio(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('stages', { type: () => [ProposalStageEnum], nullable: true }) stages?: ProposalStage[],
  ): Promise<Page<PortfolioRow>> {
    return this.service.page(actor, { first, after }, stages ?? null);
  }

  @ResolveField(() => [PersonType], { description: 'Whose move it is: the authors’ while a concern is open, its raiser’s while it is said to be settled.' })
  async waitingOn(@Parent() { waitingOnIds }: PortfolioRow, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.people, waitingOnIds);
  }
}
