import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { GroupId, SessionId, UserId } from '#libs/kernel';

import { Group } from './group.entity.js';
import { User } from './user.entity.js';

/** One browser in which a person has signed in. */
@Entity('session')
@Unique('session_secret_once', ['secretHash'])
@Index('session_of_user', ['userId'], { where: '"revoked_at" IS NULL' })
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id!: SessionId;

  @ForeignKey(() => Group, { name: 'session_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => User, { name: 'session_user_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id' })
  userId!: UserId;

  /** SHA-256 of the cookie's value. */
  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  @Column({ type: 'text', name: 'user_agent' })
  userAgent!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** Kept to the minute. */
  @Column({ type: 'timestamptz', name: 'last_seen_at', default: () => 'now()' })
  lastSeenAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
