import { type FindOperator, Raw } from 'typeorm';

import { type Actor, audienceSql, inGroup, isMember, type Policy } from '#libs/access';
import { openToMembers } from '#libs/identity';
import { type GroupId, newId, type UserId, type VenueDeadlineId, type VenueId } from '#libs/kernel';

import { VenueDeadline } from './venue-deadline.entity.js';
import { Venue } from './venue.entity.js';

/** The catalogue is the members'. A guest sees the venues of the proposals that they were shown. */
export const venuePolicy: Policy<Venue> = {
  subject: 'Venue',
  may: {
    read: (actor, venue) => isMember(actor, venue) || (inGroup(actor, venue) && venue.readerIds.includes(actor.userId)),
  },
  visibleTo: (actor) => [actor.role === 'guest' ? { groupId: actor.groupId, id: aimedAtByReadable(actor) } : { groupId: actor.groupId }],
  example: (standing, actor) =>
    standing === 'own'
      ? null
      : Object.assign(new Venue(), {
          id: newId<VenueId>(), groupId: standing === 'foreign' ? newId<GroupId>() : actor.groupId,
          readerIds: standing === 'shared' ? [actor.userId] : [newId<UserId>()],
        }),
};

/** The catalogue as a whole: members add to it. */
export const cataloguePolicy = openToMembers('add_venue');

/** Dates are read with their venue. */
export const deadlinePolicy: Policy<VenueDeadline> = {
  subject: 'Deadline',
  may: { read: (actor, { venue }) => venuePolicy.may.read(actor, venue) },
  visibleTo: (actor) => [actor.role === 'guest' ? { groupId: actor.groupId, venueId: aimedAtByReadable(actor) } : { groupId: actor.groupId }],
  example: (standing, actor) => {
    const venue = venuePolicy.example(standing, actor);
    return venue && Object.assign(new VenueDeadline(), { id: newId<VenueDeadlineId>(), venueId: venue.id, venue });
  },
};

/** The ids of venues at which a proposal is or was aimed that the actor may read; `place` says where the actor's ids are among the parameters. */
export const aimedAtSql = (actor: Actor, place: { group: string; user: string }): string =>
  `SELECT s.venue_id FROM submission s JOIN proposal readable ON readable.id = s.proposal_id WHERE ${audienceSql(actor, 'readable', place)}`;

function aimedAtByReadable(actor: Actor): FindOperator<VenueId> {
  const ids = aimedAtSql(actor, { group: ':aimedGroup', user: ':aimedUser' });
  return Raw<VenueId>((column) => `${column} IN (${ids})`, { aimedGroup: actor.groupId, aimedUser: actor.userId });
}
