import { type FindOperator, Raw } from 'typeorm';

import { type Actor, audienceSql, type Policy } from '#libs/access';
import { newId, type SubmissionId } from '#libs/kernel';
import { proposalPolicy, visibleProposalIds } from '#libs/proposals';

import { HealthUpdate, type HealthUpdateId } from './health-update.entity.js';
import { Submission } from './submission.entity.js';

/** A submission is read with its proposal. Its authors, and the leads who read it, aim it, withdraw it and say how it stands. */
export const submissionPolicy: Policy<Submission, 'edit'> = {
  subject: 'Submission',
  may: {
    read: (actor, { proposal }) => proposalPolicy.may.read(actor, proposal),
    edit: (actor, { proposal }) => proposalPolicy.may.move(actor, proposal),
  },
  visibleTo: (actor) => [{ groupId: actor.groupId, proposalId: visibleProposalIds(actor) }],
  example: (standing, actor) => {
    const proposal = proposalPolicy.example(standing, actor);
    return proposal && Object.assign(new Submission(), { id: newId<SubmissionId>(), groupId: proposal.groupId, proposalId: proposal.id, proposal });
  },
};

/** What was said about a submission is read with it. */
export const healthPolicy: Policy<HealthUpdate> = {
  subject: 'Health update',
  may: { read: (actor, { submission }) => submissionPolicy.may.read(actor, submission) },
  visibleTo: (actor) => [{ submissionId: ofReadableProposals(actor) }],
  example: (standing, actor) => {
    const submission = submissionPolicy.example(standing, actor);
    return submission && Object.assign(new HealthUpdate(), { id: newId<HealthUpdateId>(), submissionId: submission.id, submission });
  },
};

function ofReadableProposals(actor: Actor): FindOperator<SubmissionId> {
  const readable = audienceSql(actor, 'readable', { group: ':healthGroup', user: ':healthUser' });
  return Raw<SubmissionId>(
    (column) => `${column} IN (SELECT s.id FROM submission s JOIN proposal readable ON readable.id = s.proposal_id WHERE ${readable})`,
    { healthGroup: actor.groupId, healthUser: actor.userId },
  );
}
