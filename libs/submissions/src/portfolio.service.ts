import { Injectable } from '@nestjs/common';

import type { Actor, Permitted } from '#libs/access';
import { Clock, type Page, type PageRequest, type ProposalId, type SubmissionId, type UserId, type VenueId } from '#libs/kernel';
import { Database } from '#libs/platform';
import { type Proposal, ProposalList, type ProposalStage } from '#libs/proposals';
import { concernsOn, type ConcernStanding } from '#libs/threads';

import type { HealthUpdate } from './health-update.entity.js';
import type { Submission } from './submission.entity.js';
import { SubmissionService } from './submission.service.js';
import type { VenueDeadline } from './venues/venue-deadline.entity.js';
import { VenueService } from './venues/venue.service.js';

/** Where one proposal stands on its way to a venue. */
export interface PortfolioRow {
  readonly proposal: Permitted<Proposal>;
  /** The one on its way whose next date comes first; of several without a date ahead, the latest. */
  readonly submission: Permitted<Submission> | null;
  readonly nextDeadline: Permitted<VenueDeadline> | null;
  /** The last word on it. */
  readonly health: Permitted<HealthUpdate> | null;
  /** Concerns that are not resolved. */
  readonly openConcerns: number;
  /** Whose move it is: the authors' while a concern is open, its raiser's while it is said to be settled. */
  readonly waitingOnIds: readonly UserId[];
}

const NO_CONCERNS: ConcernStanding = { open: 0, addressed: 0, raisersAsked: [] };

/** All proposals that somebody may read, on their way to their venues. */
@Injectable()
export class PortfolioService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly proposals: ProposalList,
    private readonly submissions: SubmissionService,
    private readonly venues: VenueService,
  ) {}

  /** The latest changed proposals first. Each part of all rows is one question. */
  async page(actor: Actor, request: PageRequest, stages: readonly ProposalStage[] | null): Promise<Page<PortfolioRow>> {
    const { nodes: proposals, ...page } = await this.proposals.page(actor, request, { stages });
    const ids = proposals.map(({ id }) => id);
    const [onTheirWay, concerns] = await Promise.all([this.onTheirWay(actor, ids), concernsOn(this.database, ids)]);
    const health = await this.lastWords(actor, [...onTheirWay.values()].map(({ submission }) => submission));
    const nodes = proposals.map((proposal): PortfolioRow => {
      const { submission, nextDeadline } = onTheirWay.get(proposal.id) ?? { submission: null, nextDeadline: null };
      const { open, addressed, raisersAsked } = concerns.get(proposal.id) ?? NO_CONCERNS;
      return {
        proposal, submission, nextDeadline,
        health: submission === null ? null : (health.get(submission.id) ?? null),
        openConcerns: open + addressed,
        waitingOnIds: [...new Set([...(open > 0 ? proposal.authorIds : []), ...raisersAsked])],
      };
    });
    return { ...page, nodes };
  }

  /** The submission of each proposal that its row shows, with its next date. */
  private async onTheirWay(actor: Actor, ids: readonly ProposalId[]): Promise<Map<ProposalId, Aim>> {
    const active = (await this.submissions.ofProposals(actor, ids)).filter(({ withdrawnAt }) => withdrawnAt === null);
    const ahead = await this.nextDates(actor, active);
    const chosen = new Map<ProposalId, Aim>();
    for (const submission of active) {
      const aim = { submission, nextDeadline: ahead.get(submission.venueId) ?? null };
      const known = chosen.get(submission.proposalId);
      if (known === undefined || isSooner(aim, known)) chosen.set(submission.proposalId, aim);
    }
    return chosen;
  }

  private async nextDates(actor: Actor, active: readonly Submission[]): Promise<Map<VenueId, Permitted<VenueDeadline>>> {
    const now = this.clock.now();
    const ahead = (await this.venues.deadlinesOf(actor, active.map(({ venue }) => venue))).filter(({ at }) => at > now);
    // The earliest comes last, and so is the one that stays.
    return new Map(ahead.reverse().map((deadline) => [deadline.venueId, deadline]));
  }

  private async lastWords(actor: Actor, submissions: readonly Submission[]): Promise<Map<SubmissionId, Permitted<HealthUpdate>>> {
    return new Map((await this.submissions.healthOf(actor, submissions, 1)).map((update) => [update.submissionId, update]));
  }
}

interface Aim {
  readonly submission: Permitted<Submission>;
  readonly nextDeadline: Permitted<VenueDeadline> | null;
}

const isSooner = (one: Aim, other: Aim): boolean =>
  one.nextDeadline !== null && (other.nextDeadline === null || one.nextDeadline.at < other.nextDeadline.at);
