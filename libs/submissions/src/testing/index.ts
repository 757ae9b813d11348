import { type GroupId, newId, type ProposalId, type SubmissionId, type UserId, type VenueId } from '#libs/kernel';

import { HealthUpdate } from '../health-update.entity.js';
import { Submission } from '../submission.entity.js';
import { VenueDeadline } from '../venues/venue-deadline.entity.js';
import { Venue } from '../venues/venue.entity.js';

const THEN = new Date('2026-09-01T12:00:00Z');

export const aVenue = (given: Partial<Venue> & { groupId: GroupId }): Venue =>
  Object.assign(new Venue(), { id: newId<VenueId>(), name: `VLC ${newId().slice(0, 6)}`, edition: '2027', url: null, createdAt: THEN, ...given });

/** A paper deadline at the end of 23 November 2026, anywhere on Earth. */
export const aDeadline = (given: Partial<VenueDeadline> & { groupId: GroupId; venueId: VenueId }): VenueDeadline =>
  Object.assign(new VenueDeadline(), {
    id: newId(), kind: 'paper', at: new Date('2026-11-24T11:59:00Z'), zone: 'AoE', local: '2026-11-23T23:59', ...given,
  });

export const aSubmission = (given: Partial<Submission> & { groupId: GroupId; proposalId: ProposalId; venueId: VenueId; aimedById: UserId }): Submission =>
  Object.assign(new Submission(), { id: newId(), createdAt: THEN, withdrawnAt: null, ...given });

export const aHealthUpdate = (given: Partial<HealthUpdate> & { submissionId: SubmissionId; byId: UserId }): HealthUpdate =>
  Object.assign(new HealthUpdate(), { id: newId(), health: 'on_track', line: 'Results are in.', at: THEN, ...given });
