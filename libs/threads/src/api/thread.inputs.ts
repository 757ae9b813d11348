import { Field, ID, InputType } from '@nestjs/graphql';

import type { DocumentId, ProposalId } from '#libs/kernel';

import type { ThreadSubject } from '../subject.js';
import type { AnchorIn, NewThread } from '../thread.service.js';
import type { Severity, ThreadKind } from '../thread-states.js';
import { SeverityEnum, ThreadKindEnum, ThreadSubjectKindEnum } from './thread.types.js';

@InputType()
export class ThreadSubjectInput {
  @Field(() => ThreadSubjectKindEnum) kind!: ThreadSubject['kind'];
  @Field(() => ID) id!: string;
}

/** What the input names. Which kind of id it holds is what its kind says. */
export const subjectIn = (input: ThreadSubjectInput): ThreadSubject => input as ThreadSubject;

@InputType({ description: 'Positions in base64 of Y.encodeRelativePosition; the quote of at most 2,000 characters, what stands around it of 200.' })
export class TextAnchorInput implements AnchorIn {
  @Field(() => ID) documentId!: DocumentId;
  @Field() start!: string;
  @Field() end!: string;
  @Field() quote!: string;
  @Field() prefix!: string;
  @Field() suffix!: string;
}

@InputType({ description: 'Exactly one of proposalId and documentId.' })
export class OpenThreadInput implements NewThread {
  @Field(() => ID, { nullable: true }) proposalId?: ProposalId | null;
  @Field(() => ID, { nullable: true }) documentId?: DocumentId | null;
  @Field(() => ThreadKindEnum) kind!: ThreadKind;
  @Field(() => SeverityEnum, { nullable: true, description: 'For a concern, and only for one.' }) severity?: Severity | null;
  @Field() body!: string;
  @Field(() => TextAnchorInput, { nullable: true }) anchor?: TextAnchorInput | null;
}
