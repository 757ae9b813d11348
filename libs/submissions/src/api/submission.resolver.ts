import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions, permit } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import { Clock, type ProposalId, type SubmissionId, type VenueId } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext } from '#libs/platform';
import { Proposal, proposalPolicy } from '#libs/proposals';
import { ProposalType } from '#libs/proposals/api';

import { type Health, HealthUpdate } from '../health-update.entity.js';
import { Submission } from '../submission.entity.js';
import { submissionPolicy } from '../submission.policy.js';
import { SubmissionService } from '../submission.service.js';
import type { VenueDeadline } from '../venues/venue-deadline.entity.js';
import type { Venue } from '../venues/venue.entity.js';
import { venuePolicy } from '../venues/venue.policy.js';
import { VenueService } from '../venues/venue.service.js';
import { loadDeadlines, loadHealth, loadSubmissions } from './submission.loaders.js';
import { HealthEnum, HealthUpdateType, SubmissionActionEnum, SubmissionType, VenueDeadlineType, VenueType } from './submission.types.js';

/** Bringing proposals to venues. */
@Resolver(() => SubmissionType)
export class SubmissionResolver {
  constructor(
    private readonly service: SubmissionService,
    private readonly venues: VenueService,
    private readonly clock: Clock,
  ) {}

  @DecidedBy(submissionPolicy, 'edit', 'write')
  @Mutation(() => SubmissionType, { description: 'Fails with ALREADY_AIMED while the proposal is on its way to this venue.' })
  async aimAt(
    @CurrentActor() actor: Actor, @Args('proposalId', { type: () => ID }) proposalId: ProposalId, @Args('venueId', { type: () => ID }) venueId: VenueId,
  ): Promise<Submission> {
    return this.service.aim(actor, proposalId, venueId);
  }

  @DecidedBy(submissionPolicy, 'edit', 'write')
  @Mutation(() => SubmissionType, { description: 'It stays on record. Fails with SUBMISSION_WITHDRAWN.' })
  async withdrawSubmission(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: SubmissionId): Promise<Submission> {
    return this.service.withdraw(actor, id);
  }

  @DecidedBy(submissionPolicy, 'edit', 'write')
  @Mutation(() => SubmissionType, { description: 'Says how it stands; earlier updates stay. Fails with SUBMISSION_WITHDRAWN.' })
  async postHealth(
    @CurrentActor() actor: Actor,
    @Args('submissionId', { type: () => ID }) submissionId: SubmissionId,
    @Args('health', { type: () => HealthEnum }) health: Health,
    @Args('line') line: string,
  ): Promise<Submission> {
    return this.service.postHealth(actor, submissionId, health, line);
  }

  @ResolveField(() => ProposalType)
  proposal(@Parent() { proposal }: Submission, @CurrentActor() actor: Actor): Proposal {
    return permit(proposalPolicy, actor, 'read', proposal, proposal.id);
  }

  @ResolveField(() => VenueType)
  venue(@Parent() { venue }: Submission, @CurrentActor() actor: Actor): Venue {
    return permit(venuePolicy, actor, 'read', venue, venue.id);
  }

  @ResolveField(() => VenueDeadlineType, { nullable: true, description: 'The venue’s first date that is still ahead; null once it is withdrawn.' })
  async nextDeadline(@Parent() { venue, withdrawnAt }: Submission, @CurrentContext() context: RequestContext): Promise<VenueDeadline | null> {
    if (withdrawnAt !== null) return null;
    const now = this.clock.now();
    return (await loadDeadlines(context, this.venues, venue)).find(({ at }) => at > now) ?? null;
  }

  @ResolveField(() => [HealthUpdateType], { description: 'The latest first.' })
  async healthUpdates(@Parent() submission: Submission, @CurrentContext() context: RequestContext): Promise<HealthUpdate[]> {
    return loadHealth(context, this.service, submission);
  }

  @ResolveField(() => [SubmissionActionEnum], { description: 'Nothing, once it is withdrawn.' })
  viewerMay(@Parent() submission: Submission, @CurrentActor() actor: Actor): 'edit'[] {
    if (submission.withdrawnAt !== null) return [];
    return allowedActions(submissionPolicy, actor, submission).filter((action) => action !== 'read');
  }
}

@Resolver(() => HealthUpdateType)
export class HealthUpdateResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => PersonType)
  async by(@Parent() { byId }: HealthUpdate, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, byId);
  }
}

/** What submissions add to a proposal. */
@Resolver(() => ProposalType)
export class ProposalSubmissionsResolver {
  constructor(private readonly service: SubmissionService) {}

  @ResolveField(() => [SubmissionType], { description: 'The latest first, withdrawn ones included.' })
  async submissions(@Parent() { id }: Proposal, @CurrentContext() context: RequestContext): Promise<Submission[]> {
    return loadSubmissions(context, this.service, id);
  }
}
