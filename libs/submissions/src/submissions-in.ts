import type { SelectQueryBuilder } from 'typeorm';

import { type Actor, permit, type Permitted } from '#libs/access';
import type { SubmissionId } from '#libs/kernel';
import type { Source, Tx } from '#libs/platform';
import { Proposal } from '#libs/proposals';

import { Submission } from './submission.entity.js';
import { submissionPolicy } from './submission.policy.js';
import { Venue } from './venues/venue.entity.js';

/** Submissions (`s`), each with its proposal (`p`) and venue (`v`) beside it: what their policy needs to know. */
export const submissionsIn = (source: Source): SelectQueryBuilder<Submission> =>
  source.read(Submission).createQueryBuilder('s')
    .innerJoinAndMapOne('s.proposal', Proposal, 'p', 'p.id = s.proposalId')
    .innerJoinAndMapOne('s.venue', Venue, 'v', 'v.id = s.venueId');

/** The submission for a change, locked. @throws DomainError those of {@link permit}. */
export async function lockSubmission(tx: Tx, actor: Actor, id: SubmissionId): Promise<Permitted<Submission>> {
  const found = await submissionsIn(tx).where('s.id = :id', { id }).setLock('pessimistic_write', undefined, ['s']).getOne();
  return permit(submissionPolicy, actor, 'edit', found, id);
}
