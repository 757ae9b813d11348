import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

import type { DocumentId, GroupId, UserId } from '#libs/kernel';

/** How far the log of a document has come. Locked until the commit of whoever writes, so positions have no gaps. */
@Entity('document_log')
export class DocumentLogRow {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'bigint', name: 'last_position' })
  lastPosition!: string;
}

/** What one commit added to one document. Never changed; kept when it is folded, for versions and for who wrote what. */
@Entity('document_update')
export class DocumentUpdateRow {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  /** The authors and their updates, as `encodeRow` writes them. */
  @Column({ type: 'bytea' })
  data!: Buffer;

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt!: Date;
}

/** The state of a document at a position, so that opening it reads one row and a tail. */
@Entity('document_base')
export class DocumentBaseRow {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'bigint', name: 'up_to' })
  upTo!: string;

  @Column({ type: 'bytea', name: 'state_vector' })
  stateVector!: Buffer;

  @Column({ type: 'bytea' })
  data!: Buffer;

  @CreateDateColumn({ type: 'timestamptz', name: 'folded_at' })
  foldedAt!: Date;
}

/** Whose a Yjs client id is. Somebody else who writes under it would make two texts that claim to be the same. */
@Entity('document_client')
export class DocumentClientRow {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @PrimaryColumn({ type: 'bigint', name: 'client_id' })
  clientId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'uuid', name: 'user_id' })
  userId!: UserId;
}

/** A change that no document can apply, found by a fold and left out of the base. */
@Entity('document_quarantine')
export class DocumentQuarantineRow {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: DocumentId;

  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  /** Which of the row's updates, from 0. */
  @PrimaryColumn({ type: 'integer' })
  index!: number;

  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  reason!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'found_at' })
  foundAt!: Date;
}
