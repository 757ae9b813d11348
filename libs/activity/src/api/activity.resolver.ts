import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import type { MeetingId, Page, ProposalId, UserId } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext, Self } from '#libs/platform';

import { Activity } from '../feed/activity.entity.js';
import { ActivityFeed } from '../feed/activity-feed.js';
import { activityPolicy } from '../feed/activity.policy.js';
import { sentenceOf } from '../feed/sentences.js';
import { NeedsMe, type NeedsMeItem } from '../needs-me/needs-me.js';
import { ActivityPageType, ActivityType, NeedsMeItemType } from './activity.types.js';

/** Under which names events name another person. */
const OTHERS = ['ownerId', 'personId', 'userId'];

@Resolver(() => ActivityType)
export class ActivityResolver {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly waiting: NeedsMe,
    private readonly people: PeopleService,
  ) {}

  @Self('read')
  @Query(() => [NeedsMeItemType], { description: 'What waits for you as things stand now, what is most pressing first.' })
  async needsMe(@CurrentActor() actor: Actor): Promise<NeedsMeItem[]> {
    return this.waiting.items(actor);
  }

  @DecidedBy(activityPolicy, 'read', 'read')
  @Query(() => ActivityPageType, { description: 'What happened in the group, or to one proposal, the latest first.' })
  async activity(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('proposalId', { type: () => ID, nullable: true }) proposalId?: ProposalId,
  ): Promise<Page<Activity>> {
    return this.feed.page(actor, { first, after }, proposalId ?? null);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Null when nobody did it.' })
  async actor(@Parent() { actorId }: Activity, @CurrentContext() context: RequestContext): Promise<Person | null> {
    return actorId && loadPerson(context, this.people, actorId);
  }

  @ResolveField(() => String, { description: 'Names who did it and what it happened to.' })
  async sentence(@Parent() { actorId, document, event }: Activity, @CurrentContext() context: RequestContext): Promise<string> {
    const other = OTHERS.map((field) => event[field]).find((id) => typeof id === 'string' && id !== actorId) as UserId | undefined;
    const [who, whom] = await Promise.all([
      actorId === null ? null : loadPerson(context, this.people, actorId),
      other === undefined ? null : loadPerson(context, this.people, other),
    ]);
    return sentenceOf({ who: who?.name ?? 'Somebody', whom: whom?.name ?? null, place: document === null ? '' : `“${document.title}”`, event });
  }

  @ResolveField(() => ID, { nullable: true })
  threadId(@Parent() activity: Activity): unknown {
    return activity.event['threadId'];
  }

  @ResolveField(() => ID, { nullable: true, description: 'Null too when you may not read that meeting.' })
  async meetingId(@Parent() { event }: Activity, @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext): Promise<MeetingId | null> {
    const id = event['meetingId'];
    if (typeof id !== 'string') return null;
    return context.loader<MeetingId, MeetingId | null>(this.feed, (ids) => this.feed.readableMeetings(actor, ids)).load(id as MeetingId);
  }

  @ResolveField(() => ID, { nullable: true })
  experimentId(@Parent() activity: Activity): unknown {
    return activity.event['experimentId'];
  }
}
