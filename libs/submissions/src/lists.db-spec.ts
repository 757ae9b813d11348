import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { ProposalId } from '#libs/kernel';
import { ProposalList } from '#libs/proposals';
import { plansOf, useWorld } from '#libs/testing';

import { PortfolioService } from './portfolio.service.js';
import { SubmissionService } from './submission.service.js';
import { Venue } from './venues/venue.entity.js';
import { VenueService } from './venues/venue.service.js';

const world = useWorld();
const venues = new VenueService(world.database, world.outbox, world.clock);
const submissions = new SubmissionService(world.database, world.outbox, world.clock);
const portfolio = new PortfolioService(world.database, world.clock, new ProposalList(world.database), submissions, venues);

let member: Actor, guest: Actor, proposalIds: ProposalId[];

/** A group that has written more than any could, so that reading any of these tables whole is the wrong plan. */
beforeAll(async () => {
  [member, guest] = [await world.person(), await world.person('guest')];
  const { groupId } = world;
  const sql = (text: string, ...parameters: unknown[]): Promise<unknown> => world.database.sql(text, parameters);
  await sql(
    `INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'proposal', 'p', 'group', ARRAY[$2::uuid], CASE WHEN n <= 20 THEN ARRAY[$3::uuid] ELSE '{}' END, 'authors', now(), now()
     FROM generate_series(1, 20000) n`, groupId, member.userId, guest.userId);
  await sql(
    `INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
     SELECT gen_random_uuid(), group_id, id, 'p', '', 'writing', '{}', audience, author_ids, reader_ids, 'method', '{}', now(), now() + random() * interval '1 day' FROM document`);
  await sql(
    `INSERT INTO venue (id, group_id, name, edition, created_at)
     SELECT gen_random_uuid(), $1, 'v' || n, '', now() + n * interval '1 second' FROM generate_series(1, 20000) n`, groupId);
  await sql(
    `INSERT INTO venue_deadline (id, group_id, venue_id, kind, at, zone, local)
     SELECT gen_random_uuid(), group_id, id, 'paper', timestamptz '2026-08-01' + random() * interval '300 days', 'UTC', '' FROM venue, generate_series(1, 3)`);
  await sql(
    `INSERT INTO submission (id, group_id, proposal_id, venue_id, aimed_by_id, created_at)
     SELECT gen_random_uuid(), p.group_id, p.id, v.id, $1, now()
     FROM (SELECT id, group_id, row_number() OVER () AS n FROM proposal) p JOIN (SELECT id, row_number() OVER () AS n FROM venue) v USING (n)`, member.userId);
  await sql(
    `INSERT INTO health_update (id, submission_id, health, line, by_id, at) SELECT gen_random_uuid(), id, 'on_track', 'l', $1, now() FROM submission, generate_series(1, 2)`,
    member.userId);
  for (const table of ['document', 'proposal', 'venue', 'venue_deadline', 'submission', 'health_update']) await sql(`ANALYZE ${table}`);
  const { nodes } = await new ProposalList(world.database).page(guest, {});
  proposalIds = nodes.map(({ id }) => id);
});

const pages = async (list: (after?: string | null) => Promise<{ endCursor: string | null }>): Promise<void> => {
  const { endCursor } = await list();
  await list(endCursor);
};

describe('the lists of a group with 20,000 venues and submissions', () => {
  const lists: [string, (actor: Actor) => Promise<unknown>][] = [
    ['all venues', (actor) => pages((after) => venues.list(actor, { after, first: 10 }))],
    ['venues ahead', (actor) => pages((after) => venues.upcoming(actor, { after, first: 10 }))],
    ['the dates of some venues', async (actor) => venues.deadlinesOf(actor, await world.database.read(Venue).find({ take: 10, where: { name: 'v1' } }))],
    ['the submissions of some proposals, and their health', async (actor) => submissions.healthOf(actor, await submissions.ofProposals(actor, proposalIds))],
    ['the portfolio', (actor) => pages((after) => portfolio.page(actor, { after, first: 10 }, null))],
    ['the portfolio of some stages', (actor) => pages((after) => portfolio.page(actor, { after, first: 10 }, ['writing', 'parked']))],
  ];

  it.each(lists)('find %s through indexes, for a member and for a guest', async (_what, list) => {
    for (const actor of [member, guest]) {
      const plans = await plansOf(world, () => list(actor));
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((plan) => /Seq Scan on (proposal|venue|venue_deadline|submission|health_update)\b/.test(plan))).toEqual([]);
    }
  });
});
