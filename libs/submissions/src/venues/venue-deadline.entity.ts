import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { GroupId, VenueDeadlineId, VenueId } from '#libs/kernel';

import { Venue } from './venue.entity.js';

export const DEADLINE_KINDS = ['abstract', 'paper', 'supplementary', 'reviews', 'rebuttal', 'notification', 'camera_ready'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/**
 * A date of a venue: an instant, and the words in which it was announced. The words are kept, since a zone's rules
 * change and people must be able to hold the date against the venue's page.
 */
@Entity('venue_deadline')
@Index('venue_deadline_of_venue', ['venueId', 'at', 'id'])
@Index('venue_deadline_ahead', ['groupId', 'at', 'venueId'])
@Check(
  'venue_deadline_kind_known',
  `"kind" IN ('abstract', 'paper', 'supplementary', 'reviews', 'rebuttal', 'notification', 'camera_ready')`,
)
export class VenueDeadline {
  @PrimaryColumn({ type: 'uuid' })
  id!: VenueDeadlineId;

  /** The venue's: for finding what is ahead of a group through one index. */
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @ForeignKey(() => Venue, { name: 'venue_deadline_venue_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'venue_id' })
  venueId!: VenueId;

  @Column({ type: 'text' })
  kind!: DeadlineKind;

  /** To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** `AoE` or an IANA name. */
  @Column({ type: 'text' })
  zone!: string;

  /** What the clock of that zone shows at the deadline, `YYYY-MM-DDTHH:mm`. */
  @Column({ type: 'text' })
  local!: string;

  /** The venue, from which its rights come. Not a column: it is put beside the deadline when that is loaded. */
  venue!: Venue;
}
