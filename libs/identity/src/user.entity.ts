import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

import type { UserId } from '#libs/kernel';

/** A person. What they may do is said by their memberships. */
@Entity('app_user')
@Unique('app_user_email_once', ['email'])
@Check('app_user_email_lower', '"email" = lower("email")')
export class User {
  @PrimaryColumn({ type: 'uuid' })
  id!: UserId;

  @Column({ type: 'text' })
  name!: string;

  /** In lower case: two spellings are one mailbox. */
  @Column({ type: 'text' })
  email!: string;

  /** Argon2id, in its own text form. */
  @Column({ type: 'text', name: 'password_hash' })
  passwordHash!: string;

  /** IANA name; null means "as the browser says". */
  @Column({ type: 'text', name: 'time_zone', nullable: true })
  timeZone!: string | null;

  /** Whether single letters work as shortcuts. */
  @Column({ type: 'boolean', name: 'single_keys', default: true })
  singleKeys!: boolean;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
