import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { enumOf } from '#libs/identity/api';

import { type Document, DOCUMENT_KINDS, type DocumentKind } from '../documents/document.entity.js';
import { documentPolicy } from '../documents/document.policy.js';

export const DocumentActionEnum = enumOf(Object.keys(documentPolicy.may));
const DocumentKindEnum = enumOf(DOCUMENT_KINDS);
registerEnumType(DocumentKindEnum, { name: 'DocumentKind', description: 'What the document belongs to; a loose one stands for itself.' });
registerEnumType(DocumentActionEnum, { name: 'DocumentAction' });

@ObjectType('Document', { description: 'A live co-edited text; what is written in it comes over /collab/<id>.' })
export class DocumentType implements Pick<Document, 'id' | 'kind' | 'title' | 'updatedAt'> {
  @Field(() => ID) id!: Document['id'];
  @Field(() => DocumentKindEnum) kind!: DocumentKind;
  @Field({ description: 'The same as its proposal’s or meeting’s, where it has one.' }) title!: string;
  @Field(() => Date) updatedAt!: Date;
}

@ObjectType('DocumentPage')
export class DocumentPageType {
  @Field(() => [DocumentType]) nodes!: DocumentType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}
