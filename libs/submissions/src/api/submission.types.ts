import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';
import { ProposalType } from '#libs/proposals/api';

import { type Health, HEALTHS, type HealthUpdate } from '../health-update.entity.js';
import type { Submission } from '../submission.entity.js';
import { DEADLINE_KINDS, type DeadlineKind, type VenueDeadline } from '../venues/venue-deadline.entity.js';
import type { Venue } from '../venues/venue.entity.js';

export const DeadlineKindEnum = enumOf(DEADLINE_KINDS);
export const HealthEnum = enumOf(HEALTHS);
export const SubmissionActionEnum = enumOf(['edit']);
registerEnumType(DeadlineKindEnum, { name: 'DeadlineKind' });
registerEnumType(HealthEnum, { name: 'Health', description: 'How a submission stands, in somebody’s judgement.' });
registerEnumType(SubmissionActionEnum, { name: 'SubmissionAction' });

@ObjectType('VenueDeadline')
export class VenueDeadlineType implements Pick<VenueDeadline, 'id' | 'kind' | 'at' | 'zone'> {
  @Field(() => ID) id!: VenueDeadline['id'];
  @Field(() => DeadlineKindEnum) kind!: DeadlineKind;
  @Field(() => Date) at!: Date;
  @Field({ description: 'The zone in which it was announced: AoE or an IANA name.' }) zone!: string;
}

@ObjectType('Venue', { description: 'One edition of a conference or journal.' })
export class VenueType implements Pick<Venue, 'id' | 'name' | 'edition' | 'url'> {
  @Field(() => ID) id!: Venue['id'];
  @Field() name!: string;
  @Field() edition!: string;
  @Field(() => String, { nullable: true }) url!: string | null;
}

@ObjectType('VenuePage')
export class VenuePageType {
  @Field(() => [VenueType]) nodes!: VenueType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('HealthUpdate')
export class HealthUpdateType implements Pick<HealthUpdate, 'health' | 'line' | 'at'> {
  @Field(() => HealthEnum) health!: Health;
  @Field({ description: 'One sentence: why.' }) line!: string;
  @Field(() => Date) at!: Date;
}

@ObjectType('Submission', { description: 'A proposal aimed at a venue.' })
export class SubmissionType implements Pick<Submission, 'id' | 'withdrawnAt'> {
  @Field(() => ID) id!: Submission['id'];
  @Field(() => Date, { nullable: true, description: 'Null while it is on its way.' }) withdrawnAt!: Date | null;
}

@ObjectType('PortfolioRow', { description: 'Where one proposal stands on its way to a venue.' })
export class PortfolioRowType {
  @Field(() => ProposalType) proposal!: ProposalType;
  @Field(() => SubmissionType, { nullable: true, description: 'The one on its way whose next date comes first.' }) submission!: SubmissionType | null;
  @Field(() => VenueDeadlineType, { nullable: true }) nextDeadline!: VenueDeadlineType | null;
  @Field(() => HealthUpdateType, { nullable: true, description: 'The last word on it.' }) health!: HealthUpdateType | null;
  @Field(() => Int, { description: 'Concerns that are not resolved.' }) openConcerns!: number;
}

@ObjectType('PortfolioPage')
export class PortfolioPageType {
  @Field(() => [PortfolioRowType]) nodes!: PortfolioRowType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}
