import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { newId, type VenueId } from '#libs/kernel';
import type { Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { SubmissionService } from './submission.service.js';
import { aVenue } from './testing/index.js';
import { Venue } from './venues/venue.entity.js';

const world = useWorld();
const submissions = new SubmissionService(world.database, world.outbox, world.clock);

let lead: Actor, author: Actor, member: Actor, guest: Actor;
let proposal: Proposal, venue: Venue;
beforeEach(async () => {
  [lead, author, member, guest] = [await world.person('lead'), await world.person(), await world.person(), await world.person('guest')];
  proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId] });
  venue = aVenue({ groupId: world.groupId });
  await world.has(Venue, venue);
});

describe('a submission', () => {
  it('is aimed by an author or a lead who reads the proposal, and by nobody else', async () => {
    await expect(submissions.aim(member, proposal.id, venue.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // A guest reads the proposal, but nothing was aimed at this venue yet that would show it to them.
    await expect(submissions.aim(guest, proposal.id, venue.id)).rejects.toMatchObject({ code: 'NOT_FOUND', details: { subject: 'Venue' } });
    expect(await submissions.aim(author, proposal.id, venue.id)).toMatchObject({ proposalId: proposal.id, venueId: venue.id, aimedById: author.userId });

    const hidden = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [author.userId] });
    await expect(submissions.aim(lead, hidden.id, venue.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(submissions.aim(await world.anotherGroup(), proposal.id, venue.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(submissions.aim(author, proposal.id, newId<VenueId>())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is on its way to a venue at most once, also when two aim at the same moment, and again after it was withdrawn', async () => {
    const both = await Promise.allSettled([submissions.aim(author, proposal.id, venue.id), submissions.aim(lead, proposal.id, venue.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(submissions.aim(author, proposal.id, venue.id)).rejects.toMatchObject({ code: 'ALREADY_AIMED', details: { proposalId: proposal.id, venueId: venue.id } });

    const [first] = await submissions.ofProposals(author, [proposal.id]);
    expect((await submissions.withdraw(lead, first!.id)).withdrawnAt).toEqual(world.clock.now());
    world.clock.advance({ minutes: 1 });
    await submissions.aim(author, proposal.id, venue.id);
    expect((await submissions.ofProposals(member, [proposal.id])).map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([true, false]);
  });

  it('tells each thing once, with the proposal it hangs on', async () => {
    const before = (await world.events()).length;
    const { id } = await submissions.aim(author, proposal.id, venue.id);
    await submissions.postHealth(lead, id, 'at_risk', 'Seed 4 was replaced.');
    await submissions.withdraw(author, id);
    expect((await world.events()).slice(before)).toEqual(['submission.aimed', 'submission.health_posted', 'submission.withdrawn']);
  });

  it('ends with its withdrawal', async () => {
    const { id } = await submissions.aim(author, proposal.id, venue.id);
    await submissions.withdraw(author, id);
    const ended = { code: 'SUBMISSION_WITHDRAWN', details: { submissionId: id } };
    await expect(submissions.withdraw(author, id)).rejects.toMatchObject(ended);
    await expect(submissions.postHealth(author, id, 'on_track', 'x')).rejects.toMatchObject(ended);
  });

  it('keeps everything that was said about how it stands, the latest first', async () => {
    const submission = await submissions.aim(author, proposal.id, venue.id);
    await submissions.postHealth(author, submission.id, 'on_track', 'Text at two thirds.');
    world.clock.advance({ days: 7 });
    await submissions.postHealth(lead, submission.id, 'at_risk', ' The main claim fell. ');
    expect(await submissions.healthOf(guest, [submission])).toMatchObject([
      { health: 'at_risk', line: 'The main claim fell.', byId: lead.userId }, { health: 'on_track', line: 'Text at two thirds.', byId: author.userId },
    ]);
    expect(await submissions.healthOf(guest, [submission], 1)).toMatchObject([{ health: 'at_risk' }]);
    await expect(submissions.postHealth(member, submission.id, 'on_track', 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(submissions.postHealth(author, submission.id, 'on_track', ' ')).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'line' } });
    expect(await submissions.healthOf(guest, [submission])).toHaveLength(2);
  });
});
