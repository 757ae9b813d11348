import type { ProposalId, SubmissionId, VenueId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

import type { Health } from './health-update.entity.js';

export interface VenueCreated extends DomainEvent {
  readonly type: 'venue.created';
  readonly venueId: VenueId;
  readonly proposalId: null;
}

interface OfSubmission extends DomainEvent {
  readonly submissionId: SubmissionId;
  readonly proposalId: ProposalId;
  readonly venueId: VenueId;
}

export interface SubmissionEvent extends OfSubmission {
  readonly type: 'submission.aimed' | 'submission.withdrawn';
}

export interface HealthPosted extends OfSubmission {
  readonly type: 'submission.health_posted';
  readonly health: Health;
}
