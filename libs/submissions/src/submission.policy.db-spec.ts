import { expect, it } from '@jest/globals';

import { proposalIn } from '#libs/proposals/testing';
import { expectSameFaces, useWorld } from '#libs/testing';

import { HealthUpdate } from './health-update.entity.js';
import { Submission } from './submission.entity.js';
import { healthPolicy, submissionPolicy } from './submission.policy.js';
import { submissionsIn } from './submissions-in.js';
import { aDeadline, aHealthUpdate, aSubmission, aVenue } from './testing/index.js';
import { VenueDeadline } from './venues/venue-deadline.entity.js';
import { Venue } from './venues/venue.entity.js';
import { deadlinePolicy, venuePolicy } from './venues/venue.policy.js';

const world = useWorld();

it('reads venues, dates, submissions and their health the same as predicates and as queries', async () => {
  const [lead, author, guest] = [await world.person('lead'), await world.person(), await world.person('guest')];
  const elsewhere = await world.anotherGroup();
  const { groupId } = world;
  const hidden = await proposalIn(world, { groupId, audience: 'authors', authorIds: [author.userId] });
  const shared = await proposalIn(world, { groupId, audience: 'named', authorIds: [author.userId], readerIds: [guest.userId] });
  const foreign = await proposalIn(world, { groupId: elsewhere.groupId });
  const venues = [aVenue({ groupId }), aVenue({ groupId }), aVenue({ groupId }), aVenue({ groupId: elsewhere.groupId })] as const;
  await world.has(Venue, ...venues);
  await world.has(VenueDeadline, ...venues.map((venue) => aDeadline({ groupId: venue.groupId, venueId: venue.id })));
  const aimed = [
    aSubmission({ groupId, proposalId: hidden.id, venueId: venues[0].id, aimedById: author.userId }),
    aSubmission({ groupId, proposalId: shared.id, venueId: venues[1].id, aimedById: author.userId }),
    aSubmission({ groupId: elsewhere.groupId, proposalId: foreign.id, venueId: venues[3].id, aimedById: elsewhere.userId }),
  ];
  await world.has(Submission, ...aimed);
  await world.has(HealthUpdate, ...aimed.map(({ id, aimedById }) => aHealthUpdate({ submissionId: id, byId: aimedById })));

  const actors = [lead, author, guest, elsewhere, world.someone('guest'), world.someone('researcher')];
  await expectSameFaces(world, Venue, venuePolicy, actors);

  const read = world.database;
  const [submissions, byId] = [await submissionsIn(read).getMany(), new Map((await read.read(Venue).find()).map((venue) => [venue.id, venue]))];
  const dates = (await read.read(VenueDeadline).find()).map((row) => Object.assign(row, { venue: byId.get(row.venueId)! }));
  const updates = (await read.read(HealthUpdate).find())
    .map((row) => Object.assign(row, { submission: submissions.find(({ id }) => id === row.submissionId)! }));
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id).sort();
  const counts: number[][] = [];
  for (const actor of actors) {
    const [seenDates, seenSubmissions, seenHealth] = [
      await read.read(VenueDeadline).findBy(deadlinePolicy.visibleTo(actor)),
      await read.read(Submission).findBy(submissionPolicy.visibleTo(actor)),
      await read.read(HealthUpdate).findBy(healthPolicy.visibleTo(actor)),
    ];
    expect(ids(seenDates)).toEqual(ids(dates.filter((row) => deadlinePolicy.may.read(actor, row))));
    expect(ids(seenSubmissions)).toEqual(ids(submissions.filter((row) => submissionPolicy.may.read(actor, row))));
    expect(ids(seenHealth)).toEqual(ids(updates.filter((row) => healthPolicy.may.read(actor, row))));
    counts.push([seenDates.length, seenSubmissions.length, seenHealth.length]);
  }
  expect(counts).toEqual([[3, 0, 0], [3, 2, 2], [1, 1, 1], [1, 1, 1], [0, 0, 0], [3, 0, 0]]);
});
