import { type FindOptionsWhere, IsNull } from 'typeorm';

import { type Actor, audienceSql, inGroup, isLead, isMember, type Policy } from '#libs/access';
import { openToMembers } from '#libs/identity';
import { type ExperimentId, newId } from '#libs/kernel';
import { type Proposal, proposalPolicy, visibleProposalIds } from '#libs/proposals';

import { DEFAULT_NUMBER, Experiment } from './experiment.entity.js';

/** Whether a member may put experiments to a proposal: its authors, and the leads who read it. Guests only ever read. */
export const mayExperimentOn = (actor: Actor, proposal: Proposal): boolean =>
  isMember(actor, proposal) && (proposalPolicy.may.edit(actor, proposal) || (isLead(actor, proposal) && proposalPolicy.may.read(actor, proposal)));

const mayRead = (actor: Actor, experiment: Experiment): boolean =>
  experiment.proposalId === null
    ? isMember(actor, experiment)
    : inGroup(actor, experiment) && experiment.proposal !== null && proposalPolicy.may.read(actor, experiment.proposal);

/** Whoever made it goes on working on it when it is attached: their script may still be running. */
const mayEdit = (actor: Actor, experiment: Experiment): boolean =>
  isMember(actor, experiment) && mayRead(actor, experiment) &&
  (experiment.createdById === actor.userId || (experiment.proposal === null ? isLead(actor, experiment) : mayExperimentOn(actor, experiment.proposal)));

/** An attached experiment is read by whoever reads its proposal; one in the inbox by the members, and changed by who made it or a lead. */
export const experimentPolicy: Policy<Experiment, 'edit' | 'log'> = {
  subject: 'Experiment',
  may: {
    read: mayRead,
    edit: mayEdit,
    // Scripts that name no experiment log into the default one, whoever runs them.
    log: (actor, experiment) => mayEdit(actor, experiment) || (experiment.number === DEFAULT_NUMBER && isMember(actor, experiment)),
  },
  visibleTo: (actor) => {
    const attached: FindOptionsWhere<Experiment> = { groupId: actor.groupId, proposalId: visibleProposalIds(actor) };
    return actor.role === 'guest' ? [attached] : [{ groupId: actor.groupId, proposalId: IsNull() }, attached];
  },
  example: (standing, actor) => {
    const proposal = proposalPolicy.example(standing, actor);
    return proposal && Object.assign(new Experiment(), {
      id: newId<ExperimentId>(), groupId: proposal.groupId, number: 1, proposalId: proposal.id, proposal,
      createdById: standing === 'own' ? actor.userId : null, lifecycle: 'active',
    });
  },
};

/**
 * The right to read as SQL over joined rows of experiment and proposal, for lists: joining finds each proposal by its key, where
 * "in the ids of all I may read" would go through them all. `group` and `user` are the places of the actor's ids.
 */
export function visibleExperimentSql(
  actor: Actor, alias: { experiment: string; proposal: string }, place: { group: string; user: string },
): string {
  const attached = audienceSql(actor, alias.proposal, place);
  const readable = actor.role === 'guest' ? attached : `(${alias.experiment}.proposal_id IS NULL OR ${attached})`;
  return `(${alias.experiment}.group_id = ${place.group} AND ${readable})`;
}

/** The group's inbox, where experiments begin that no proposal has been named for: members fill it, guests do not see it. */
export const inboxPolicy = openToMembers('begin_experiment');
