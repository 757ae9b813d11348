import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { User } from '#libs/identity';
import type { Id, SubmissionId, UserId } from '#libs/kernel';

import { Submission } from './submission.entity.js';

export type HealthUpdateId = Id<'HealthUpdate'>;

export const HEALTHS = ['on_track', 'at_risk', 'off_track'] as const;
export type Health = (typeof HEALTHS)[number];

/** How a submission stands, said by somebody on a day. It is never changed: the next one follows it. */
@Entity('health_update')
@Index('health_update_of_submission', ['submissionId', 'at', 'id'])
@Check('health_update_health_known', `"health" IN ('on_track', 'at_risk', 'off_track')`)
export class HealthUpdate {
  @PrimaryColumn({ type: 'uuid' })
  id!: HealthUpdateId;

  @ForeignKey(() => Submission, { name: 'health_update_submission_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'submission_id' })
  submissionId!: SubmissionId;

  @Column({ type: 'text' })
  health!: Health;

  /** One sentence: why. */
  @Column({ type: 'text' })
  line!: string;

  @ForeignKey(() => User, { name: 'health_update_author_fk' })
  @Column({ type: 'uuid', name: 'by_id' })
  byId!: UserId;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** The submission, from which its rights come. Not a column: it is put beside the update when that is loaded. */
  submission!: Submission;
}
