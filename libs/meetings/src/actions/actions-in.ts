import type { SelectQueryBuilder } from 'typeorm';

import type { Actor } from '#libs/access';
import type { Source } from '#libs/platform';
import { Proposal, visibleProposalsSql } from '#libs/proposals';

import { Meeting } from '../meeting.entity.js';
import { visibleMeetingsSql } from '../meeting.policy.js';
import { Action } from './action.entity.js';

/** Actions (`a`), each with what it hangs on (`m`, `p`) beside it: what their policy needs to know. */
export const actionsIn = (source: Source): SelectQueryBuilder<Action> =>
  source.read(Action).createQueryBuilder('a')
    .leftJoinAndMapOne('a.meeting', Meeting, 'm', 'm.id = a.meetingId')
    .leftJoinAndMapOne('a.proposal', Proposal, 'p', 'p.id = a.proposalId');

/**
 * The read rule of `actionPolicy` for a list of actions `a`: conditions to be joined by AND and added to.
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
