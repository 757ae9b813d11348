import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { ProposalList } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';
import { Thread } from '#libs/threads';
import { aThread } from '#libs/threads/testing';

import { HealthUpdate } from './health-update.entity.js';
import { PortfolioService } from './portfolio.service.js';
import { Submission } from './submission.entity.js';
import { SubmissionService } from './submission.service.js';
import { aDeadline, aHealthUpdate, aSubmission, aVenue } from './testing/index.js';
import { VenueDeadline } from './venues/venue-deadline.entity.js';
import { Venue } from './venues/venue.entity.js';
import { VenueService } from './venues/venue.service.js';

const world = useWorld();
const portfolio = new PortfolioService(
  world.database, world.clock, new ProposalList(world.database), new SubmissionService(world.database, world.outbox, world.clock),
  new VenueService(world.database, world.outbox, world.clock),
);

let lead: Actor, author: Actor, reviewer: Actor, guest: Actor;
beforeAll(async () => {
  [lead, author, reviewer, guest] = [await world.person('lead'), await world.person(), await world.person(), await world.person('guest')];
});

const day = (days: number): Date => new Date(world.clock.now().getTime() + days * 86_400_000);
const venueWith = async (...dates: number[]): Promise<Venue> => {
  const venue = aVenue({ groupId: world.groupId });
  await world.has(Venue, venue);
  await world.has(VenueDeadline, ...dates.map((days) => aDeadline({ groupId: world.groupId, venueId: venue.id, at: day(days) })));
  return venue;
};

describe('the portfolio', () => {
  it('shows of each proposal the submission whose date comes next, its last health, and whose move it is', async () => {
    const { groupId } = world;
    const aimed = await proposalIn(world, { groupId, authorIds: [author.userId], stage: 'writing', updatedAt: day(-1) });
    const idle = await proposalIn(world, { groupId, authorIds: [author.userId], stage: 'draft', updatedAt: day(-2) });
    const [late, soon, past, given] = [await venueWith(60), await venueWith(-3, 12, 40), await venueWith(-1), await venueWith(1)];
    const aim = (venue: Venue, more: Partial<Submission> = {}): Submission =>
      aSubmission({ groupId, proposalId: aimed.id, venueId: venue.id, aimedById: author.userId, ...more });
    const [toSoon, toLate] = [aim(soon), aim(late, { createdAt: day(0) })];
    await world.has(Submission, toSoon, toLate, aim(past), aim(given, { withdrawnAt: day(0) }));
    const said = { submissionId: toSoon.id, byId: author.userId };
    await world.has(
      HealthUpdate, aHealthUpdate({ ...said, at: day(-7) }), aHealthUpdate({ ...said, at: day(-1), health: 'at_risk', line: 'The main claim fell.' }),
      aHealthUpdate({ submissionId: toLate.id, byId: lead.userId, at: day(0), health: 'off_track' }),
    );
    const concern = { groupId, proposalId: aimed.id, documentId: aimed.documentId, raisedById: reviewer.userId, kind: 'concern' as const, severity: 'major' as const };
    const addressed = { addressedById: author.userId, addressedBy: 'run 9', addressedAt: day(0) };
    await world.has(
      Thread, aThread(concern), aThread({ ...concern, ...addressed, state: 'addressed' }),
      aThread({ ...concern, ...addressed, state: 'resolved', raisedById: lead.userId, resolvedById: lead.userId, resolvedAt: day(0) }),
      aThread({ ...concern, kind: 'question', severity: null, raisedById: lead.userId }),
    );

    const { nodes } = await portfolio.page(lead, {}, null);
    expect(nodes).toMatchObject([
      {
        proposal: { id: aimed.id }, submission: { id: toSoon.id }, nextDeadline: { venueId: soon.id, at: day(12) },
        health: { health: 'at_risk', line: 'The main claim fell.' }, openConcerns: 2, waitingOnIds: [author.userId, reviewer.userId],
      },
      { proposal: { id: idle.id }, submission: null, nextDeadline: null, health: null, openConcerns: 0, waitingOnIds: [] },
    ]);
    expect((await portfolio.page(lead, {}, ['draft'])).nodes.map(({ proposal }) => proposal.id)).toEqual([idle.id]);
  });

  it('goes on page by page, and shows a guest the one proposal that they were shown', async () => {
    const shown = await proposalIn(world, { groupId: world.groupId, readerIds: [guest.userId], updatedAt: day(-3) });
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page = await portfolio.page(lead, { first: 1, after }, null);
      all.push(...page.nodes.map(({ proposal }) => proposal.id));
      after = page.hasMore ? page.endCursor : null;
    } while (after !== null);
    expect(new Set(all).size).toBe(3);
    expect((await portfolio.page(guest, {}, null)).nodes.map(({ proposal }) => proposal.id)).toEqual([shown.id]);
  });

  it('shows the latest submission when no date is ahead of any', async () => {
    const proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], stage: 'parked', parkedFrom: 'draft', parkedReason: 'later' });
    const [older, newer] = [await venueWith(-9), await venueWith(-2)];
    const common = { groupId: world.groupId, proposalId: proposal.id, aimedById: author.userId };
    await world.has(Submission, aSubmission({ ...common, venueId: newer.id }), aSubmission({ ...common, venueId: older.id, createdAt: day(-5) }));
    expect((await portfolio.page(author, {}, ['parked'])).nodes).toMatchObject([{ submission: { venueId: newer.id }, nextDeadline: null }]);
  });
});
