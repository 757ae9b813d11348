import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

import type { GroupId } from '#libs/kernel';

/** A research group. Everything belongs to exactly one. */
@Entity('research_group')
export class Group {
  @PrimaryColumn({ type: 'uuid' })
  id!: GroupId;

  @Column({ type: 'text' })
  name!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
