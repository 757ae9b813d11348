import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Scope } from '#libs/access';
import type { GroupId, TokenId, UserId } from '#libs/kernel';

import { Group } from './group.entity.js';
import { User } from './user.entity.js';

/** What a program shows instead of a password: one person's, for one group, for some scopes. */
@Entity('api_token')
@Unique('api_token_secret_once', ['secretHash'])
@Index('api_token_of_user', ['userId'], { where: '"revoked_at" IS NULL' })
@Check('api_token_scopes_known', `"scopes" <> '{}' AND "scopes" <@ ARRAY['read', 'write', 'members', 'runs', 'collab']`)
export class ApiToken {
  @PrimaryColumn({ type: 'uuid' })
  id!: TokenId;

  @ForeignKey(() => Group, { name: 'api_token_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => User, { name: 'api_token_user_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id' })
  userId!: UserId;

  @Column({ type: 'text' })
  name!: string;

  /** The first characters, by which its owner recognises it. */
  @Column({ type: 'text' })
  prefix!: string;

  /** SHA-256 of the whole token. */
  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  @Column({ type: 'text', array: true })
  scopes!: Scope[];

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** Null never expires. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** Kept to the minute. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
