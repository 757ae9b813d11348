import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import type { AgendaItemId, MeetingId, Page, ProposalId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, EventStream, RequestContext } from '#libs/platform';

import type { AgendaOutcome } from '../agenda/agenda-item.entity.js';
import { Meeting } from '../meeting.entity.js';
import { meetingPolicy, schedulingPolicy } from '../meeting.policy.js';
import { MeetingService, type MeetingWhen } from '../meeting.service.js';
import { requireMeeting } from '../require-meeting.js';
import { ScheduleMeetingInput, UpdateMeetingInput } from './meeting.inputs.js';
import { AgendaOutcomeEnum, MeetingPageType, MeetingType, MeetingWhenEnum } from './meeting.types.js';

/** Arranging meetings and holding them. */
@Resolver(() => MeetingType)
export class MeetingResolver {
  constructor(
    private readonly database: Database,
    private readonly service: MeetingService,
    private readonly events: EventStream,
  ) {}

  @DecidedBy(meetingPolicy, 'read', 'read')
  @Query(() => MeetingPageType, { description: 'With `proposalId` those that talk about this proposal.' })
  async meetings(
    @CurrentActor() actor: Actor,
    @Args('when', { type: () => MeetingWhenEnum }) when: MeetingWhen,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('proposalId', { type: () => ID, nullable: true }) proposalId?: ProposalId,
  ): Promise<Page<Meeting>> {
    return this.service.list(actor, { first, after }, when, proposalId ?? null);
  }

  @DecidedBy(meetingPolicy, 'read', 'read')
  @Query(() => MeetingType)
  async meeting(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: MeetingId): Promise<Meeting> {
    return requireMeeting(this.database, actor, id);
  }

  @DecidedBy(schedulingPolicy, 'schedule', 'write')
  @Mutation(() => MeetingType, { description: 'Arranges a meeting, with a document for its notes.' })
  async scheduleMeeting(@CurrentActor() actor: Actor, @Args('input') input: ScheduleMeetingInput): Promise<Meeting> {
    return this.service.schedule(actor, input);
  }

  @DecidedBy(meetingPolicy, 'edit', 'write')
  @Mutation(() => MeetingType, { description: 'Fails with MEETING_STATE when it is closed.' })
  async updateMeeting(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: MeetingId, @Args('input') input: UpdateMeetingInput,
  ): Promise<Meeting> {
    return this.service.update(actor, id, input);
  }

  @DecidedBy(meetingPolicy, 'start', 'write')
  @Mutation(() => MeetingType, { description: 'You facilitate it. Fails with MEETING_STATE unless it is scheduled.' })
  async startMeeting(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: MeetingId): Promise<Meeting> {
    return this.service.start(actor, id);
  }

  @DecidedBy(meetingPolicy, 'facilitate', 'write')
  @Mutation(() => MeetingType, { description: 'Turns everybody to an item. Fails with MEETING_STATE unless the meeting is running.' })
  async goToAgendaItem(
    @CurrentActor() actor: Actor,
    @Args('meetingId', { type: () => ID }) meetingId: MeetingId,
    @Args('itemId', { type: () => ID }) itemId: AgendaItemId,
  ): Promise<Meeting> {
    return this.service.goTo(actor, meetingId, itemId);
  }

  @DecidedBy(meetingPolicy, 'facilitate', 'write')
  @Mutation(() => MeetingType, { description: 'Says what became of an item. Fails with MEETING_STATE unless the meeting is running.' })
  async concludeAgendaItem(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: AgendaItemId,
    @Args('outcome', { type: () => AgendaOutcomeEnum }) outcome: AgendaOutcome,
    @Args('note', { type: () => String, nullable: true }) note?: string | null,
  ): Promise<Meeting> {
    return this.service.conclude(actor, id, outcome, note ?? null);
  }

  @DecidedBy(meetingPolicy, 'end', 'write')
  @Mutation(() => MeetingType, {
    description: 'Closes it: it can only be read. Items without an outcome are carried over to the next meeting of the series. Fails with MEETING_STATE.',
  })
  async endMeeting(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: MeetingId): Promise<Meeting> {
    return this.service.end(actor, id);
  }

  @DecidedBy(meetingPolicy, 'read', 'read')
  @Subscription(() => MeetingType, { description: 'The meeting after each change to it, its agenda or its actions, until you may no longer read it.' })
  async meetingChanged(
    @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext, @Args('id', { type: () => ID }) id: MeetingId,
  ): Promise<AsyncIterableIterator<{ meetingChanged: Meeting }>> {
    await requireMeeting(this.database, actor, id);
    return this.events.follow(
      (event) => event['meetingId'] === id,
      async () => {
        context.forgetLoaded();
        return { meetingChanged: await requireMeeting(this.database, actor, id) };
      },
    );
  }
}
