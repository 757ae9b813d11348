import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';
import type { Severity } from '#libs/threads';
import { SeverityEnum } from '#libs/threads/api';

import type { Activity } from '../feed/activity.entity.js';
import { NEEDS_ME_KINDS, type NeedsMeItem, type NeedsMeKind } from '../needs-me/needs-me.js';

const NeedsMeKindEnum = enumOf(NEEDS_ME_KINDS);
registerEnumType(NeedsMeKindEnum, { name: 'NeedsMeKind' });

@ObjectType('NeedsMeItem', { description: 'One thing that waits for you, and why.' })
export class NeedsMeItemType implements NeedsMeItem {
  @Field(() => ID) id!: string;
  @Field(() => NeedsMeKindEnum) kind!: NeedsMeKind;
  @Field({ description: 'What to do.' }) title!: string;
  @Field(() => String, { nullable: true, description: 'The words that it is about.' }) quote!: string | null;
  @Field({ description: 'Goes on from “because”.' }) because!: string;
  @Field(() => Date, { description: 'Since when it waits, or when it begins.' }) at!: Date;
  @Field(() => Date, { nullable: true }) dueAt!: Date | null;
  @Field(() => ID, { nullable: true }) threadId!: NeedsMeItem['threadId'];
  @Field(() => ID, { nullable: true }) proposalId!: NeedsMeItem['proposalId'];
  @Field(() => ID, { nullable: true }) meetingId!: NeedsMeItem['meetingId'];
  @Field(() => ID, { nullable: true }) actionId!: NeedsMeItem['actionId'];
  @Field(() => SeverityEnum, { nullable: true }) severity!: Severity | null;
}

@ObjectType('Activity', { description: 'Something that happened, in one sentence.' })
export class ActivityType implements Pick<Activity, 'id' | 'type' | 'at' | 'proposalId'> {
  @Field(() => ID) id!: Activity['id'];
  @Field({ description: 'Such as thread.opened.' }) type!: string;
  @Field(() => Date) at!: Date;
  @Field(() => ID, { nullable: true }) proposalId!: Activity['proposalId'];
}

@ObjectType('ActivityPage')
export class ActivityPageType {
  @Field(() => [ActivityType]) nodes!: ActivityType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}
