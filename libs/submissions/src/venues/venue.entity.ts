import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VirtualColumn } from 'typeorm';

import { Group } from '#libs/identity';
import type { GroupId, UserId, VenueId } from '#libs/kernel';

/** One edition of a conference or journal to which the group may send papers. Its dates are {@link VenueDeadline}s. */
@Entity('venue')
@Unique('venue_edition_once', ['groupId', 'name', 'edition'])
@Index('venue_newest', ['groupId', 'createdAt', 'id'])
export class Venue {
  @PrimaryColumn({ type: 'uuid' })
  id!: VenueId;

  @ForeignKey(() => Group, { name: 'venue_group_fk', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'group_id' })
  groupId!: GroupId;

  @Column({ type: 'text' })
  name!: string;

  /** Which one of its line, such as `2027`. */
  @Column({ type: 'text' })
  edition!: string;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  /** To the millisecond, as a page's cursor holds it. */
  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' })
  createdAt!: Date;

  /** Who writes or was shown by name a proposal that is or was aimed here: how a guest comes to see a venue. Computed, never written. */
  @VirtualColumn({
    type: 'uuid',
    query: (venue) =>
      `SELECT coalesce(array_agg(DISTINCT reader), '{}') FROM submission s JOIN proposal p ON p.id = s.proposal_id, unnest(p.author_ids || p.reader_ids) reader
       WHERE s.venue_id = ${venue}.id`,
  })
  readerIds!: UserId[];
}
