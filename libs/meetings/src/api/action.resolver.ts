import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions, permit } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import type { ActionId, MeetingId, Page, ProposalId, UserId } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext } from '#libs/platform';
import { proposalPolicy } from '#libs/proposals';

import { Action } from '../actions/action.entity.js';
import { type ActionAction, actionPolicy } from '../actions/action.policy.js';
import { ActionService } from '../actions/action.service.js';
import { Meeting } from '../meeting.entity.js';
import { meetingPolicy } from '../meeting.policy.js';
import { AddActionInput, UpdateActionInput } from './meeting.inputs.js';
import { ActionActionEnum, ActionPageType, ActionType, MeetingRefType } from './meeting.types.js';

/** What people agreed to do. */
@Resolver(() => ActionType)
export class ActionResolver {
  constructor(
    private readonly service: ActionService,
    private readonly people: PeopleService,
  ) {}

  @DecidedBy(actionPolicy, 'read', 'read')
  @Query(() => ActionPageType, { description: 'Newest first. A meeting or proposal that you may not read is NOT_FOUND.' })
  async actions(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('ownerId', { type: () => ID, nullable: true }) ownerId?: UserId,
    @Args('open', { type: () => Boolean, nullable: true }) open?: boolean,
    @Args('meetingId', { type: () => ID, nullable: true }) meetingId?: MeetingId,
    @Args('proposalId', { type: () => ID, nullable: true }) proposalId?: ProposalId,
  ): Promise<Page<Action>> {
    return this.service.list(actor, { first, after }, { ownerId, open, meetingId, proposalId });
  }

  // Where it hangs on a proposal, whoever may comment there adds it: the same people, those who read.
  @DecidedBy(meetingPolicy, 'takeNotes', 'write')
  @Mutation(() => ActionType, { description: 'Fails with ACTION_NEEDS_PLACE, or MEETING_STATE when the meeting is closed.' })
  async addAction(@CurrentActor() actor: Actor, @Args('input') input: AddActionInput): Promise<Action> {
    return this.service.add(actor, input);
  }

  @DecidedBy(actionPolicy, 'edit', 'write')
  @Mutation(() => ActionType)
  async updateAction(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ActionId, @Args('input') input: UpdateActionInput,
  ): Promise<Action> {
    return this.service.update(actor, id, input);
  }

  @DecidedBy(actionPolicy, 'complete', 'write')
  @Mutation(() => ActionType, { description: 'Marks it as done, or as open again.' })
  async setActionDone(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ActionId, @Args('done') done: boolean): Promise<Action> {
    return this.service.setDone(actor, id, done);
  }

  @ResolveField(() => PersonType)
  async owner(@Parent() { ownerId }: Action, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, ownerId);
  }

  @ResolveField(() => MeetingRefType, { nullable: true, description: 'Where it was agreed. Null too when you may not read that meeting.' })
  meeting(@Parent() { meeting }: Action, @CurrentActor() actor: Actor): Meeting | null {
    return meeting !== null && meetingPolicy.may.read(actor, meeting) ? permit(meetingPolicy, actor, 'read', meeting, meeting.id) : null;
  }

  @ResolveField(() => ID, { nullable: true, description: 'Null too when you may not read that proposal.' })
  proposalId(@Parent() { proposal }: Action, @CurrentActor() actor: Actor): ProposalId | null {
    return proposal !== null && proposalPolicy.may.read(actor, proposal) ? proposal.id : null;
  }

  @ResolveField(() => [ActionActionEnum])
  viewerMay(@Parent() action: Action, @CurrentActor() actor: Actor): ActionAction[] {
    return allowedActions(actionPolicy, actor, action).filter((allowed) => allowed !== 'read');
  }
}
