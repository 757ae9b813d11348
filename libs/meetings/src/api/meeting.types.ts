import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';

import type { Action } from '../actions/action.entity.js';
import { ACTION_ACTIONS } from '../actions/action.policy.js';
import { AGENDA_OUTCOMES, type AgendaItem, type AgendaOutcome } from '../agenda/agenda-item.entity.js';
import { MEETING_ACTIONS, MEETING_STATES, type MeetingState } from '../meeting-states.js';
import type { Meeting } from '../meeting.entity.js';
import { MEETING_WHENS } from '../meeting.service.js';

export const MeetingStateEnum = enumOf(MEETING_STATES);
export const MeetingWhenEnum = enumOf(MEETING_WHENS);
export const MeetingActionEnum = enumOf(MEETING_ACTIONS);
export const AgendaOutcomeEnum = enumOf(AGENDA_OUTCOMES);
export const ActionActionEnum = enumOf(ACTION_ACTIONS);
registerEnumType(MeetingStateEnum, { name: 'MeetingState' });
registerEnumType(MeetingWhenEnum, { name: 'MeetingWhen', description: 'Still to be held or running, soonest first; or closed, latest first.' });
registerEnumType(MeetingActionEnum, { name: 'MeetingAction' });
registerEnumType(AgendaOutcomeEnum, { name: 'AgendaOutcome', description: 'What became of an item.' });
registerEnumType(ActionActionEnum, { name: 'ActionAction' });

@ObjectType('Meeting')
export class MeetingType
  implements Pick<Meeting, 'id' | 'title' | 'state' | 'startsAt' | 'minutes' | 'timeZone' | 'seriesKey' | 'startedAt' | 'endedAt'>
{
  @Field(() => ID) id!: Meeting['id'];
  @Field() title!: string;
  @Field(() => MeetingStateEnum) state!: MeetingState;
  @Field(() => Date) startsAt!: Date;
  @Field(() => Int, { description: 'How long it is meant to take.' }) minutes!: number;
  @Field({ description: 'The zone in which it was arranged.' }) timeZone!: string;
  @Field(() => String, { nullable: true, description: 'Meetings of one series share it.' }) seriesKey!: string | null;
  @Field(() => Date, { nullable: true }) startedAt!: Date | null;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
}

@ObjectType('MeetingPage')
export class MeetingPageType {
  @Field(() => [MeetingType]) nodes!: MeetingType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('AgendaItem')
export class AgendaItemType
  implements Pick<AgendaItem, 'id' | 'title' | 'reason' | 'minutes' | 'outcome' | 'outcomeNote' | 'position' | 'startedAt'>
{
  @Field(() => ID) id!: AgendaItem['id'];
  @Field() title!: string;
  @Field({ description: 'Why it is there, as it reads after “because”; may be empty.' }) reason!: string;
  @Field(() => Int, { nullable: true }) minutes!: number | null;
  @Field(() => AgendaOutcomeEnum, { nullable: true, description: 'Null until somebody says what became of it.' }) outcome!: AgendaOutcome | null;
  @Field(() => String, { nullable: true }) outcomeNote!: string | null;
  @Field(() => Int, { description: '0, 1, 2 … without gaps.' }) position!: number;
  @Field(() => Date, { nullable: true, description: 'When the meeting first came to it.' }) startedAt!: Date | null;
}

@ObjectType('MeetingRef', { description: 'A meeting, as what was agreed there names it.' })
export class MeetingRefType implements Pick<Meeting, 'id' | 'title' | 'startsAt'> {
  @Field(() => ID) id!: Meeting['id'];
  @Field() title!: string;
  @Field(() => Date) startsAt!: Date;
}

@ObjectType('Action', { description: 'What somebody agreed to do.' })
export class ActionType implements Pick<Action, 'id' | 'title' | 'dueOn' | 'doneAt' | 'createdAt'> {
  @Field(() => ID) id!: Action['id'];
  @Field() title!: string;
  @Field(() => String, { nullable: true, description: 'A day of the calendar, YYYY-MM-DD.' }) dueOn!: string | null;
  @Field(() => Date, { nullable: true, description: 'Null while it is open.' }) doneAt!: Date | null;
  @Field(() => Date) createdAt!: Date;
}

@ObjectType('ActionPage')
export class ActionPageType {
  @Field(() => [ActionType]) nodes!: ActionType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}
