import { Field, InputType } from '@nestjs/graphql';

import type { DeadlineKind } from '../venues/venue-deadline.entity.js';
import { DeadlineKindEnum } from './submission.types.js';

@InputType()
export class VenueDeadlineInput {
  @Field(() => DeadlineKindEnum) kind!: DeadlineKind;
  @Field({ description: 'What the clock of the zone shows, such as 2026-11-23T23:59.' }) localTime!: string;
  @Field({ description: 'AoE or an IANA name.' }) zone!: string;
}

@InputType()
export class CreateVenueInput {
  @Field() name!: string;
  @Field({ description: 'Which one of its line, such as 2027.' }) edition!: string;
  @Field(() => String, { nullable: true }) url?: string | null;
  @Field(() => [VenueDeadlineInput]) deadlines!: VenueDeadlineInput[];
}
