import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { Clock, newId, type ProposalId, requireText, type SubmissionId, type VenueId } from '#libs/kernel';
import { Database, isDuplicate, Outbox, type Tx } from '#libs/platform';
import { requireProposal } from '#libs/proposals';

import { type Health, HealthUpdate, type HealthUpdateId } from './health-update.entity.js';
import { Submission } from './submission.entity.js';
import { alreadyAimed, submissionWithdrawn } from './submission.errors.js';
import type { HealthPosted, SubmissionEvent } from './submission.events.js';
import { healthPolicy, submissionPolicy } from './submission.policy.js';
import { lockSubmission, submissionsIn } from './submissions-in.js';
import { Venue } from './venues/venue.entity.js';
import { venuePolicy } from './venues/venue.policy.js';

/** Nobody aims one proposal more often, or reads further back, than this. */
const MOST = 100;

/** Bringing proposals to venues, and saying how that goes. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Aims a proposal at a venue. @throws DomainError `ALREADY_AIMED` while it is on its way there. */
  async aim(actor: Actor, proposalId: ProposalId, venueId: VenueId): Promise<Permitted<Submission>> {
    return this.database.transaction(async (tx) => {
      const proposal = await requireProposal(tx, actor, 'read', proposalId);
      const venue = permit(venuePolicy, actor, 'read', await tx.read(Venue).findOneBy({ id: venueId }), venueId);
      const made = Object.assign(new Submission(), {
        id: newId<SubmissionId>(), groupId: proposal.groupId, proposalId, venueId, aimedById: actor.userId, createdAt: this.clock.now(), withdrawnAt: null,
        proposal, venue,
      });
      const submission = permit(submissionPolicy, actor, 'edit', made, made.id);
      await insertOnce(tx, submission);
      return this.recorded(tx, actor, 'submission.aimed', submission);
    });
  }

  /** Takes a submission back; it stays on record. @throws DomainError `SUBMISSION_WITHDRAWN` when it was taken back already. */
  async withdraw(actor: Actor, id: SubmissionId): Promise<Permitted<Submission>> {
    return this.database.transaction(async (tx) => {
      const submission = await lockSubmission(tx, actor, id);
      if (submission.withdrawnAt !== null) throw submissionWithdrawn(id);
      submission.withdrawnAt = this.clock.now();
      await tx.save(Submission, submission);
      return this.recorded(tx, actor, 'submission.withdrawn', submission);
    });
  }

  /** Says how a submission stands. Earlier updates stay as they were. @throws DomainError `SUBMISSION_WITHDRAWN`. */
  async postHealth(actor: Actor, id: SubmissionId, health: Health, line: string): Promise<Permitted<Submission>> {
    return this.database.transaction(async (tx) => {
      const submission = await lockSubmission(tx, actor, id);
      if (submission.withdrawnAt !== null) throw submissionWithdrawn(id);
      await tx.insert(HealthUpdate, Object.assign(new HealthUpdate(), {
        id: newId<HealthUpdateId>(), submissionId: id, health, line: requireText('line', line, { max: 500 }), byId: actor.userId, at: this.clock.now(),
      }));
      const { groupId, proposalId, venueId } = submission;
      await this.outbox.record<HealthPosted>(tx, {
        type: 'submission.health_posted', subject: `submission:${id}`, groupId, actorId: actor.userId, submissionId: id, proposalId, venueId, health,
      });
      return submission;
    });
  }

  /** The latest submissions of each of these proposals, those taken back included, the latest first. */
  async ofProposals(actor: Actor, proposalIds: readonly ProposalId[]): Promise<Permitted<Submission>[]> {
    const query = submissionsIn(this.database).where(
      `s.id IN (SELECT each.id FROM unnest(:proposalIds::uuid[]) wanted(id)
                CROSS JOIN LATERAL (SELECT id FROM submission WHERE proposal_id = wanted.id ORDER BY created_at DESC, id DESC LIMIT ${MOST}) each)`,
      { proposalIds });
    return readable(submissionPolicy, actor, await query.orderBy('s.createdAt', 'DESC').addOrderBy('s.id', 'DESC').getMany());
  }

  /** What was said about each of these submissions, the latest first: the last `most` of each. */
  async healthOf(actor: Actor, submissions: readonly Submission[], most = MOST): Promise<Permitted<HealthUpdate>[]> {
    const byId = new Map(submissions.map((submission) => [submission.id, submission]));
    const rows = await this.database.read(HealthUpdate).createQueryBuilder('h').where(
      `h.id IN (SELECT each.id FROM unnest(:ids::uuid[]) wanted(id)
                CROSS JOIN LATERAL (SELECT id FROM health_update WHERE submission_id = wanted.id ORDER BY at DESC, id DESC LIMIT :most) each)`,
      { ids: [...byId.keys()], most },
    ).orderBy('h.at', 'DESC').addOrderBy('h.id', 'DESC').getMany();
    return readable(healthPolicy, actor, rows.map((row) => Object.assign(row, { submission: byId.get(row.submissionId) as Submission })));
  }

  private async recorded(tx: Tx, actor: Actor, type: SubmissionEvent['type'], submission: Permitted<Submission>): Promise<Permitted<Submission>> {
    const { id: submissionId, groupId, proposalId, venueId } = submission;
    await this.outbox.record<SubmissionEvent>(tx, {
      type, subject: `submission:${submissionId}`, groupId, actorId: actor.userId, submissionId, proposalId, venueId,
    });
    return submission;
  }
}

async function insertOnce(tx: Tx, submission: Submission): Promise<void> {
  try {
    await tx.insert(Submission, submission);
  } catch (error) {
    if (isDuplicate(error, 'submission_once_on_its_way')) throw alreadyAimed(submission.proposalId, submission.venueId);
    throw error;
  }
}
