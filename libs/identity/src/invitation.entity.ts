import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Role } from '#libs/access';
import type { GroupId, InvitationId, UserId } from '#libs/kernel';

import { Group } from './group.entity.js';
import { User } from './user.entity.js';

/** A link by which one person can join. It works once. */
@Entity('invitation')
@Unique('invitation_secret_once', ['secretHash'])
@Index('invitation_open', ['groupId', 'createdAt'], { where: '"accepted_at" IS NULL AND "revoked_at" IS NULL' })
@Check('invitation_role_known', `"role" IN ('lead', 'researcher', 'guest')`)
export class Invitation {
  @PrimaryColumn({ type: 'uuid' })
  id!: InvitationId;

  @ForeignKey(() => Group, { name: 'invitation_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  /** Where it was sent; null when the link was handed over otherwise. */
  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  @ForeignKey(() => User, { name: 'invitation_inviter_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'invited_by_id' })
  invitedById!: UserId;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
