import type { Actor } from '#libs/access';
import { visibleProposalsSql } from '#libs/proposals';

import { visibleMeetingsSql } from '../meeting.policy.js';

/**
 * The conditions under which an actor sees an action `a`, to be joined by AND and added to: it is theirs, or they may
 * read all that it hangs on (and, as a guest, wrote it down).
 *
 * What it hangs on is asked by scalar subselects, which PostgreSQL runs for the rows it looks at. As EXISTS or IN under
 * an OR it would first gather every readable meeting and proposal into a hash, for a page of fifty.
 */
export function seenActions(actor: Actor): { conditions: string[]; parameters: unknown[] } {
  // Both take the actor's group and id as $1 and $2.
  const [meetings, proposals] = [visibleMeetingsSql(actor), visibleProposalsSql(actor)];
  const mine = actor.role === 'guest' ? 'a.created_by_id = $2 AND ' : '';
  return {
    conditions: [
      'a.group_id = $1',
      `(a.owner_id = $2 OR (${mine}
        (a.meeting_id IS NULL OR (SELECT true FROM (${meetings.sql}) m WHERE m.id = a.meeting_id)) AND
        (a.proposal_id IS NULL OR (SELECT true FROM (${proposals.sql}) p WHERE p.id = a.proposal_id))))`,
    ],
    parameters: [...meetings.parameters],
  };
}
