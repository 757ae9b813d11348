import { DomainError, type ProposalId, type SubmissionId, type VenueId } from '#libs/kernel';

export const venueExists = (name: string, edition: string): DomainError =>
  new DomainError('conflict', 'VENUE_EXISTS', `${name} ${edition} is in the catalogue already.`, { field: 'edition' });

export const alreadyAimed = (proposalId: ProposalId, venueId: VenueId): DomainError =>
  new DomainError('conflict', 'ALREADY_AIMED', 'This proposal is on its way to this venue already.', { proposalId, venueId });

export const submissionWithdrawn = (submissionId: SubmissionId): DomainError =>
  new DomainError('conflict', 'SUBMISSION_WITHDRAWN', 'This submission was withdrawn. Aim the proposal again to go on.', { submissionId });
