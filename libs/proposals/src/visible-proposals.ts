import { type FindOperator, Raw } from 'typeorm';

import { type Actor, audienceSql } from '#libs/access';
import type { ProposalId } from '#libs/kernel';

/**
 * Matches the ids of the proposals that the actor may read, for the `visibleTo` of what hangs on a proposal:
 * `{ proposalId: visibleProposalIds(actor) }`.
 */
export function visibleProposalIds(actor: Actor): FindOperator<ProposalId> {
  const readable = audienceSql(actor, 'readable', { group: ':readableGroup', user: ':readableUser' });
  return Raw<ProposalId>((column) => `${column} IN (SELECT readable.id FROM proposal readable WHERE ${readable})`, {
    readableGroup: actor.groupId, readableUser: actor.userId,
  });
}

/** The same as a statement by hand, its parameters numbered from `first`. */
export function visibleProposalsSql(actor: Actor, first = 1): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const readable = audienceSql(actor, 'readable', { group: `$${first}`, user: `$${first + 1}` });
  return { sql: `SELECT readable.id FROM proposal readable WHERE ${readable}`, parameters: [actor.groupId, actor.userId] };
}
