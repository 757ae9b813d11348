import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Role } from '#libs/access';
import type { GroupId, MembershipId, UserId } from '#libs/kernel';

import { Group } from './group.entity.js';
import { User } from './user.entity.js';

/** One person in one group, with a role. Removing a person suspends the membership: what they wrote keeps its author. */
@Entity('membership')
@Unique('membership_once_per_group', ['groupId', 'userId'])
@Index('membership_by_joining', ['groupId', 'joinedAt', 'id'])
@Index('membership_of_user', ['userId'])
@Check('membership_role_known', `"role" IN ('lead', 'researcher', 'guest')`)
export class Membership {
  @PrimaryColumn({ type: 'uuid' })
  id!: MembershipId;

  @ForeignKey(() => Group, { name: 'membership_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => User, { name: 'membership_user_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id' })
  userId!: UserId;

  @Column({ type: 'text' })
  role!: Role;

  /** To the millisecond, as a page's cursor holds it. */
  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'joined_at' })
  joinedAt!: Date;

  /** Null while the person may come in. */
  @Column({ type: 'timestamptz', name: 'suspended_at', nullable: true })
  suspendedAt!: Date | null;
}
