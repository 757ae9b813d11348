import { type Actor, type Permitted, readable } from '#libs/access';
import type { ProposalId } from '#libs/kernel';
import type { RequestContext, Source } from '#libs/platform';

import { Proposal } from '../proposal.entity.js';
import { proposalPolicy } from '../proposal.policy.js';

const proposalsById = {};

/**
 * The proposal that something else points to, loaded together with all others that the operation names. Null when the
 * actor may not read it: what points there may be readable without it.
 */
export async function loadProposal(context: RequestContext, source: Source, id: ProposalId): Promise<Permitted<Proposal> | null> {
  const actor = context.actor as Actor;
  return context.loader<ProposalId, Permitted<Proposal> | null>(proposalsById, async (ids) => {
    const rows = await source.read(Proposal).createQueryBuilder('p')
      .where(proposalPolicy.visibleTo(actor)).andWhere('p.id = ANY(:ids::uuid[])', { ids }).getMany();
    const byId = new Map(readable(proposalPolicy, actor, rows).map((row) => [row.id, row]));
    return ids.map((one) => byId.get(one) ?? null);
  }).load(id);
}
