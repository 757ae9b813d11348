import { Field, ID, InputType, Int } from '@nestjs/graphql';

import type { MeetingId, ProposalId, UserId } from '#libs/kernel';

@InputType()
export class ScheduleMeetingInput {
  @Field() title!: string;
  @Field(() => Date) startsAt!: Date;
  @Field(() => Int) minutes!: number;
  @Field() timeZone!: string;
  @Field(() => [ID], { nullable: true, description: 'Empty: the whole group without its guests. Otherwise these people and you.' })
  attendeeIds?: UserId[] | null;
  @Field(() => String, { nullable: true }) seriesKey?: string | null;
}

@InputType({ description: 'What is absent stays as it is.' })
export class UpdateMeetingInput {
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => Date, { nullable: true }) startsAt?: Date | null;
  @Field(() => Int, { nullable: true }) minutes?: number | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
  @Field(() => [ID], { nullable: true }) attendeeIds?: UserId[] | null;
}

@InputType({ description: 'On an update, what is absent stays as it is.' })
export class AgendaItemInput {
  @Field() title!: string;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => ID, { nullable: true }) proposalId?: ProposalId | null;
  @Field(() => Int, { nullable: true }) minutes?: number | null;
  @Field(() => ID, { nullable: true }) presenterId?: UserId | null;
}

@InputType({ description: 'It needs a meeting, a proposal, or both.' })
export class AddActionInput {
  @Field(() => ID, { nullable: true }) meetingId?: MeetingId | null;
  @Field(() => ID, { nullable: true }) proposalId?: ProposalId | null;
  @Field() title!: string;
  @Field(() => ID) ownerId!: UserId;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' }) dueOn?: string | null;
}

@InputType({ description: 'What is absent stays as it is; a day of null takes it away.' })
export class UpdateActionInput {
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => ID, { nullable: true }) ownerId?: UserId | null;
  @Field(() => String, { nullable: true }) dueOn?: string | null;
}
