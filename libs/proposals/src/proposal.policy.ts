import { type Actor, isAuthor, isLead, mayReadByAudience, permit, type Permitted, type Policy, visibleByAudience } from '#libs/access';
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

/** The proposal, if the actor may do `action` with it: the right from which those of all that hangs on it begin. @throws DomainError those of {@link permit}. */
export async function requireProposal<A extends ProposalAction | 'read'>(
  source: Source, actor: Actor, action: A, id: ProposalId,
): Promise<Permitted<Proposal, A>> {
  return permit(proposalPolicy, actor, action, await source.read(Proposal).findOneBy({ id }), id);
}
