import { Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPeople, loadPerson, PersonType } from '#libs/identity/api';
import { CurrentActor, CurrentContext, Database, RequestContext } from '#libs/platform';
import type { Document } from '#libs/proposals';
import { DocumentType, loadDocument } from '#libs/proposals/api';

import type { Action } from '../actions/action.entity.js';
import { ActionService } from '../actions/action.service.js';
import type { AgendaItem } from '../agenda/agenda-item.entity.js';
import { AgendaService } from '../agenda/agenda.service.js';
import { isPossible, type MeetingAction } from '../meeting-states.js';
import { Meeting } from '../meeting.entity.js';
import { meetingPolicy } from '../meeting.policy.js';
import { loadActions, loadAgenda } from './meeting.loaders.js';
import { ActionType, AgendaItemType, MeetingActionEnum, MeetingType } from './meeting.types.js';

/** What is shown of a meeting beyond its columns. */
@Resolver(() => MeetingType)
export class MeetingFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleService,
    private readonly agendas: AgendaService,
    private readonly service: ActionService,
  ) {}

  @ResolveField(() => PersonType, { nullable: true, description: 'Whoever started it.' })
  async facilitator(@Parent() { facilitatorId }: Meeting, @CurrentContext() context: RequestContext): Promise<Person | null> {
    return facilitatorId === null ? null : loadPerson(context, this.people, facilitatorId);
  }

  @ResolveField(() => [PersonType], { description: 'Empty: the whole group without its guests.' })
  async attendees(@Parent() { attendeeIds }: Meeting, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.people, attendeeIds);
  }

  @ResolveField(() => [AgendaItemType])
  async agenda(@Parent() { id }: Meeting, @CurrentContext() context: RequestContext): Promise<AgendaItem[]> {
    return loadAgenda(context, this.agendas, id);
  }

  @ResolveField(() => AgendaItemType, { nullable: true, description: 'What is being talked about.' })
  async currentItem(@Parent() { id, currentItemId }: Meeting, @CurrentContext() context: RequestContext): Promise<AgendaItem | null> {
    if (currentItemId === null) return null;
    return (await loadAgenda(context, this.agendas, id)).find((item) => item.id === currentItemId) ?? null;
  }

  @ResolveField(() => [ActionType], { description: 'What was agreed here, in the order of agreeing.' })
  async actions(@Parent() { id }: Meeting, @CurrentContext() context: RequestContext): Promise<Action[]> {
    return loadActions(context, this.service, id);
  }

  @ResolveField(() => DocumentType, { description: 'The live notes.' })
  async document(@Parent() { documentId }: Meeting, @CurrentContext() context: RequestContext): Promise<Document> {
    return loadDocument(context, this.database, documentId);
  }

  @ResolveField(() => [MeetingActionEnum], { description: 'What you may do with it at this moment.' })
  viewerMay(@Parent() meeting: Meeting, @CurrentActor() actor: Actor): MeetingAction[] {
    return allowedActions(meetingPolicy, actor, meeting).filter((action) => action !== 'read').filter((action) => isPossible(meeting.state, action));
  }
}
