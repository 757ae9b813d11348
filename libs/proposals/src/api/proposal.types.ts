import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { type Audience, AUDIENCES } from '#libs/access';
import { enumOf } from '#libs/identity/api';

import type { Proposal } from '../proposal.entity.js';
import { proposalPolicy } from '../proposal.policy.js';
import type { MissingThing, NextStage } from '../stage-rules.js';
import { PROPOSAL_STAGES, type ProposalStage } from '../stages.js';
import type { FieldKey, ProposalTemplate, TemplateField } from '../templates.js';

export const ProposalStageEnum = enumOf(PROPOSAL_STAGES);
export const AudienceEnum = enumOf(AUDIENCES);
export const ProposalActionEnum = enumOf(Object.keys(proposalPolicy.may));
registerEnumType(ProposalStageEnum, { name: 'ProposalStage', description: 'The life of a proposal in its order; parked from any stage.' });
registerEnumType(AudienceEnum, {
  name: 'Audience', description: 'Who reads a thing besides its authors and the readers named on it: nobody (authors, named), the leads, or the group.',
});
registerEnumType(ProposalActionEnum, { name: 'ProposalAction' });

@ObjectType('MissingThing', { description: 'Something that is lacking before a proposal may move on.' })
export class MissingThingType implements MissingThing {
  @Field({ description: 'Such as field:hypothesis. It never changes.' }) code!: string;
  @Field() label!: string;
}

@ObjectType('NextStage')
export class NextStageType implements NextStage {
  @Field(() => ProposalStageEnum) stage!: ProposalStage;
  @Field(() => [MissingThingType], { description: 'Empty when the move is allowed now.' }) missing!: MissingThingType[];
}

@ObjectType('ProposalTemplateField')
export class ProposalTemplateFieldType implements TemplateField {
  @Field(() => String) key!: FieldKey;
  @Field() label!: string;
  @Field() help!: string;
  @Field({ description: 'Whether a proposal stays a draft until this is filled in.' }) required!: boolean;
}

@ObjectType('ProposalTemplate')
export class ProposalTemplateType implements ProposalTemplate {
  @Field() key!: string;
  @Field() name!: string;
  @Field() description!: string;
  @Field(() => [ProposalTemplateFieldType]) fields!: ProposalTemplateFieldType[];
}

@ObjectType('ProposalFieldValue', { description: 'One of the template’s fields, with what is written under it.' })
export class ProposalFieldValueType extends ProposalTemplateFieldType {
  @Field({ description: 'Empty until it is filled in.' }) value!: string;
}

type Shown = 'id' | 'title' | 'summary' | 'stage' | 'topics' | 'audience' | 'template' | 'parkedReason' | 'createdAt' | 'updatedAt';

@ObjectType('Proposal', { description: 'The unit of research, from first thought to published paper.' })
export class ProposalType implements Pick<Proposal, Shown> {
  @Field(() => ID) id!: Proposal['id'];
  @Field() title!: string;
  @Field() summary!: string;
  @Field(() => ProposalStageEnum) stage!: ProposalStage;
  @Field(() => [String]) topics!: string[];
  @Field(() => AudienceEnum) audience!: Audience;
  @Field({ description: 'The key of the template it was made from.' }) template!: string;
  @Field(() => String, { nullable: true, description: 'Why it rests; null unless it is parked.' }) parkedReason!: string | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { description: 'When it or its document last changed.' }) updatedAt!: Date;
}

@ObjectType('ProposalPage')
export class ProposalPageType {
  @Field(() => [ProposalType]) nodes!: ProposalType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('SimilarProposal')
export class SimilarProposalType {
  @Field(() => ProposalType) proposal!: ProposalType;
  @Field(() => Float, { description: '0 to 1: how much of their words they share.' }) similarity!: number;
}
