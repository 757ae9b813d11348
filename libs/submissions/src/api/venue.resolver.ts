import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { Clock, type Page, type VenueId } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext } from '#libs/platform';

import { announcement } from '../venues/announced.js';
import { VenueDeadline } from '../venues/venue-deadline.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { cataloguePolicy, venuePolicy } from '../venues/venue.policy.js';
import { VenueService } from '../venues/venue.service.js';
import { CreateVenueInput } from './submission.inputs.js';
import { loadDeadlines } from './submission.loaders.js';
import { VenueDeadlineType, VenuePageType, VenueType } from './submission.types.js';

/** The group's catalogue of venues. */
@Resolver(() => VenueType)
export class VenueResolver {
  constructor(
    private readonly service: VenueService,
    private readonly clock: Clock,
  ) {}

  @DecidedBy(venuePolicy, 'read', 'read')
  @Query(() => VenuePageType, { description: 'Newest first; with `upcoming` those with a date ahead, by the first such date.' })
  async venues(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('upcoming', { type: () => Boolean, nullable: true }) upcoming?: boolean,
  ): Promise<Page<Venue>> {
    return upcoming === true ? this.service.upcoming(actor, { first, after }) : this.service.list(actor, { first, after });
  }

  @DecidedBy(venuePolicy, 'read', 'read')
  @Query(() => VenueType)
  async venue(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: VenueId): Promise<Venue> {
    return this.service.require(actor, id);
  }

  @DecidedBy(cataloguePolicy, 'add_venue', 'write')
  @Mutation(() => VenueType, { description: 'Fails with VENUE_EXISTS, or naming the field with ZONE_UNKNOWN, LOCAL_TIME_INVALID or TIME_DOES_NOT_EXIST.' })
  async createVenue(@CurrentActor() actor: Actor, @Args('input') input: CreateVenueInput): Promise<Venue> {
    return this.service.create(actor, input);
  }

  @ResolveField(() => [VenueDeadlineType], { description: 'The earliest first.' })
  async deadlines(@Parent() venue: Venue, @CurrentContext() context: RequestContext): Promise<VenueDeadline[]> {
    return loadDeadlines(context, this.service, venue);
  }

  @ResolveField(() => VenueDeadlineType, { nullable: true, description: 'The first date that is still ahead.' })
  async nextDeadline(@Parent() venue: Venue, @CurrentContext() context: RequestContext): Promise<VenueDeadline | null> {
    const now = this.clock.now();
    return (await loadDeadlines(context, this.service, venue)).find(({ at }) => at > now) ?? null;
  }
}

@Resolver(() => VenueDeadlineType)
export class VenueDeadlineResolver {
  @ResolveField(() => String, { description: 'As it was announced, such as “2026-11-23 23:59 AoE (UTC−12)”.' })
  announced(@Parent() deadline: VenueDeadline): string {
    return announcement(deadline);
  }
}
