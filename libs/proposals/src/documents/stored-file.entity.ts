import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { Group, User } from '#libs/identity';
import type { DocumentId, FileId, GroupId, UserId } from '#libs/kernel';

import { Document } from './document.entity.js';

/** A file that was put into a document: an image in its text, or something to download. Whoever reads the document reads it. */
@Entity('stored_file')
@Index('stored_file_of_document', ['documentId'])
export class StoredFile {
  @PrimaryColumn({ type: 'uuid' })
  id!: FileId;

  @ForeignKey(() => Group, { name: 'stored_file_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Document, { name: 'stored_file_document_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  /** Its content in the store; several files may have the same. */
  @Column({ type: 'text' })
  sha256!: string;

  /** What its uploader calls it. It is shown, and never a path. */
  @Column({ type: 'text' })
  name!: string;

  /** What its bytes say it is. */
  @Column({ type: 'text', name: 'media_type' })
  mediaType!: string;

  /** In bytes. The upload limit keeps it far below the column's. */
  @Column({ type: 'integer' })
  size!: number;

  @ForeignKey(() => User, { name: 'stored_file_uploader_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'uploaded_by_id' })
  uploadedById!: UserId;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
