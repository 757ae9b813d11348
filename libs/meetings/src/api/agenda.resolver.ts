import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import type { AgendaItemId, MeetingId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, RequestContext } from '#libs/platform';
import type { Proposal } from '#libs/proposals';
import { loadProposal, ProposalType } from '#libs/proposals/api';

import { AgendaItem } from '../agenda/agenda-item.entity.js';
import { AgendaService } from '../agenda/agenda.service.js';
import { Meeting } from '../meeting.entity.js';
import { meetingPolicy } from '../meeting.policy.js';
import { AgendaItemInput } from './meeting.inputs.js';
import { AgendaItemType, MeetingType } from './meeting.types.js';

/** What is to be talked about. Each change returns the meeting, since it may concern every item of it. */
@Resolver(() => AgendaItemType)
export class AgendaResolver {
  constructor(
    private readonly database: Database,
    private readonly service: AgendaService,
    private readonly people: PeopleService,
  ) {}

  @DecidedBy(meetingPolicy, 'edit', 'write')
  @Mutation(() => MeetingType, { description: 'Adds an item at the end. Fails with AGENDA_FULL or MEETING_STATE.' })
  async addAgendaItem(
    @CurrentActor() actor: Actor, @Args('meetingId', { type: () => ID }) meetingId: MeetingId, @Args('input') input: AgendaItemInput,
  ): Promise<Meeting> {
    return this.service.add(actor, meetingId, input);
  }

  @DecidedBy(meetingPolicy, 'edit', 'write')
  @Mutation(() => MeetingType)
  async updateAgendaItem(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: AgendaItemId, @Args('input') input: AgendaItemInput,
  ): Promise<Meeting> {
    return this.service.update(actor, id, input);
  }

  @DecidedBy(meetingPolicy, 'edit', 'write')
  @Mutation(() => MeetingType, { description: 'Moves an item to a position counted from 0; those between make room.' })
  async moveAgendaItem(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: AgendaItemId, @Args('position', { type: () => Int }) position: number,
  ): Promise<Meeting> {
    return this.service.move(actor, id, position);
  }

  @DecidedBy(meetingPolicy, 'edit', 'write')
  @Mutation(() => MeetingType)
  async removeAgendaItem(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: AgendaItemId): Promise<Meeting> {
    return this.service.remove(actor, id);
  }

  @ResolveField(() => ProposalType, { nullable: true, description: 'What it is about. Null too when you may not read that proposal.' })
  async proposal(@Parent() { proposalId }: AgendaItem, @CurrentContext() context: RequestContext): Promise<Proposal | null> {
    return proposalId === null ? null : loadProposal(context, this.database, proposalId);
  }

  @ResolveField(() => PersonType, { nullable: true })
  async presenter(@Parent() { presenterId }: AgendaItem, @CurrentContext() context: RequestContext): Promise<Person | null> {
    return presenterId === null ? null : loadPerson(context, this.people, presenterId);
  }
}
