import type { Actor, Permitted } from '#libs/access';
import type { ProposalId } from '#libs/kernel';
import type { RequestContext } from '#libs/platform';

import type { HealthUpdate } from '../health-update.entity.js';
import type { Submission } from '../submission.entity.js';
import type { SubmissionService } from '../submission.service.js';
import type { VenueDeadline } from '../venues/venue-deadline.entity.js';
import type { Venue } from '../venues/venue.entity.js';
import type { VenueService } from '../venues/venue.service.js';

const actorOf = (context: RequestContext): Actor => context.actor as Actor;

export const loadDeadlines = (context: RequestContext, venues: VenueService, venue: Venue): Promise<Permitted<VenueDeadline>[]> =>
  context.loader(venues, async (rows: readonly Venue[]) => {
    const found = await venues.deadlinesOf(actorOf(context), rows);
    return rows.map(({ id }) => found.filter(({ venueId }) => venueId === id));
  }).load(venue);

const submissionsOfProposals = {};

export const loadSubmissions = (context: RequestContext, submissions: SubmissionService, id: ProposalId): Promise<Permitted<Submission>[]> =>
  context.loader(submissionsOfProposals, async (ids: readonly ProposalId[]) => {
    const found = await submissions.ofProposals(actorOf(context), ids);
    return ids.map((one) => found.filter(({ proposalId }) => proposalId === one));
  }).load(id);

const healthOfSubmissions = {};

export const loadHealth = (context: RequestContext, submissions: SubmissionService, submission: Submission): Promise<Permitted<HealthUpdate>[]> =>
  context.loader(healthOfSubmissions, async (rows: readonly Submission[]) => {
    const found = await submissions.healthOf(actorOf(context), rows);
    return rows.map(({ id }) => found.filter(({ submissionId }) => submissionId === id));
  }).load(submission);
