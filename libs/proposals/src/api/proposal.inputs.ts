import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';

import type { Audience } from '#libs/access';
import { enumOf } from '#libs/identity/api';
import type { UserId } from '#libs/kernel';

import type { FieldValue } from '../proposal-fields.js';
import { PROPOSAL_SORTS, type ProposalFilter, type ProposalSort } from '../proposal-list.js';
import type { NewProposal, ProposalChanges } from '../proposal.service.js';
import type { ProposalStage } from '../stages.js';
import { AudienceEnum, ProposalStageEnum } from './proposal.types.js';

const ProposalSortFieldEnum = enumOf(PROPOSAL_SORTS);
registerEnumType(ProposalSortFieldEnum, { name: 'ProposalSortField' });

@InputType('ProposalSort')
export class ProposalSortInput implements ProposalSort {
  @Field(() => ProposalSortFieldEnum) by!: ProposalSort['by'];
  @Field() descending!: boolean;
}

@InputType('ProposalFilter', { description: 'All that is given must hold.' })
export class ProposalFilterInput implements ProposalFilter {
  @Field(() => String, { nullable: true, description: 'Beginnings of words in the title, the summary or the fields.' }) search?: string | null;
  @Field(() => [ProposalStageEnum], { nullable: true }) stages?: ProposalStage[] | null;
  @Field(() => String, { nullable: true }) topic?: string | null;
  @Field(() => ID, { nullable: true }) authorId?: UserId | null;
  @Field(() => Boolean, { nullable: true, description: 'Those of which you are an author.' }) mine?: boolean | null;
}

@InputType()
export class FieldValueInput implements FieldValue {
  @Field() key!: string;
  @Field() value!: string;
}

@InputType()
export class CreateProposalInput implements NewProposal {
  @Field() template!: string;
  @Field() title!: string;
  @Field(() => String, { nullable: true }) summary?: string | null;
  @Field(() => [String], { nullable: true }) topics?: string[] | null;
  @Field(() => AudienceEnum, { nullable: true, description: 'The group, unless said otherwise.' }) audience?: Audience | null;
  @Field(() => [ID], { nullable: true }) readerIds?: UserId[] | null;
  @Field(() => [FieldValueInput], { nullable: true }) fields?: FieldValueInput[] | null;
}

@InputType({ description: 'What is absent stays as it is.' })
export class UpdateProposalInput implements ProposalChanges {
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) summary?: string | null;
  @Field(() => [String], { nullable: true }) topics?: string[] | null;
  @Field(() => [FieldValueInput], { nullable: true, description: 'Those named are set; an empty value takes one back.' }) fields?: FieldValueInput[] | null;
}
