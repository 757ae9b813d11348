import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';

import type { TextAnchor } from '../anchor.js';
import type { AnchorIn } from '../thread.service.js';
import { THREAD_SUBJECTS } from '../subject.js';
import type { Thread } from '../thread.entity.js';
import { SEVERITIES, type Severity, THREAD_ACTIONS, THREAD_KINDS, THREAD_STATES, type ThreadKind, type ThreadState } from '../thread-states.js';

export const ThreadKindEnum = enumOf(THREAD_KINDS);
export const SeverityEnum = enumOf(SEVERITIES);
export const ThreadStateEnum = enumOf(THREAD_STATES);
export const ThreadActionEnum = enumOf(THREAD_ACTIONS);
export const ThreadSubjectKindEnum = enumOf(THREAD_SUBJECTS);
registerEnumType(ThreadKindEnum, { name: 'ThreadKind' });
registerEnumType(SeverityEnum, { name: 'Severity', description: 'How much a concern weighs.' });
registerEnumType(ThreadStateEnum, {
  name: 'ThreadState', description: 'addressed: an author says by what it is settled. resolved: who raised it, or a lead, has agreed.',
});
registerEnumType(ThreadActionEnum, { name: 'ThreadAction' });
registerEnumType(ThreadSubjectKindEnum, {
  name: 'ThreadSubjectKind', description: 'proposal: what is said on it and on its document. document: what is said on this document.',
});

@ObjectType('TextAnchor', { description: 'The range that a thread is about: as positions that follow the text, and as its words.' })
export class TextAnchorType implements AnchorIn {
  @Field(() => ID) documentId!: Thread['documentId'];
  @Field({ description: 'Base64 of Y.encodeRelativePosition.' }) start!: string;
  @Field() end!: string;
  @Field() quote!: string;
  @Field() prefix!: string;
  @Field() suffix!: string;
  @Field({ description: 'Whether the text is gone. The quote is what it was.' }) orphaned!: boolean;
}

export const anchorShown = ({ documentId, anchor, orphanedAt }: Thread): (TextAnchor & Pick<TextAnchorType, 'documentId' | 'orphaned'>) | null =>
  anchor === null ? null : { ...anchor, documentId, orphaned: orphanedAt !== null };

type Shown = 'id' | 'kind' | 'severity' | 'state' | 'proposalId' | 'createdAt' | 'updatedAt' | 'addressedBy' | 'resolvedAt';

@ObjectType('Thread', { description: 'A discussion of a range of a document, or of the whole.' })
export class ThreadType implements Pick<Thread, Shown> {
  @Field(() => ID) id!: Thread['id'];
  @Field(() => ThreadKindEnum) kind!: ThreadKind;
  @Field(() => SeverityEnum, { nullable: true, description: 'Of a concern, and only of one.' }) severity!: Severity | null;
  @Field(() => ThreadStateEnum) state!: ThreadState;
  @Field(() => ID, { nullable: true }) proposalId!: Thread['proposalId'];
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { description: 'When something was last said or decided in it.' }) updatedAt!: Date;
  @Field(() => String, { nullable: true, description: 'By what it is said to be settled.' }) addressedBy!: string | null;
  @Field(() => Date, { nullable: true }) resolvedAt!: Date | null;
}

@ObjectType('ThreadPage')
export class ThreadPageType {
  @Field(() => [ThreadType]) nodes!: ThreadType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}
