import { type Actor, isAuthor, isLead, isMember, mayReadByAudience, permit, type Permitted, type Policy, visibleByAudience } from '#libs/access';
import { Group } from '#libs/identity';
import { newId, type ProposalId } from '#libs/kernel';
import type { Source } from '#libs/platform';

import { rightsIn } from './documents/document.policy.js';
import { Proposal } from './proposal.entity.js';

export type ProposalAction = 'edit' | 'comment' | 'share' | 'move';

/** A proposal is its authors'. Whoever reads it may comment; a lead who reads it may move it on. */
export const proposalPolicy: Policy<Proposal, ProposalAction> = {
  subject: 'Proposal',
  may: {
    read: mayReadByAudience,
    edit: isAuthor,
    comment: mayReadByAudience,
    share: isAuthor,
    move: (actor, proposal) => isAuthor(actor, proposal) || (isLead(actor, proposal) && mayReadByAudience(actor, proposal)),
  },
  visibleTo: (actor) => visibleByAudience<Proposal>(actor),
  example: (standing, actor) => Object.assign(new Proposal(), { id: newId<ProposalId>(), stage: 'draft', ...rightsIn(standing, actor) }),
};

/** What members may begin in their group and guests may not: proposals and loose documents. */
export const beginningPolicy: Policy<Group, 'propose' | 'write_document'> = {
  subject: 'Group',
  may: {
    read: (actor, group) => group.id === actor.groupId,
    propose: (actor, group) => isMember(actor, { groupId: group.id }),
    write_document: (actor, group) => isMember(actor, { groupId: group.id }),
  },
  visibleTo: (actor) => [{ id: actor.groupId }],
  example: (standing, actor) =>
    standing === 'shared' || standing === 'own' ? null : Object.assign(new Group(), { id: rightsIn(standing, actor).groupId }),
};

/** The proposal, if the actor may do `action` with it: the right from which those of all that hangs on it begin. @throws DomainError those of {@link permit}. */
export async function requireProposal<A extends ProposalAction | 'read'>(
  source: Source, actor: Actor, action: A, id: ProposalId,
): Promise<Permitted<Proposal, A>> {
  return permit(proposalPolicy, actor, action, await source.read(Proposal).findOneBy({ id }), id);
}
