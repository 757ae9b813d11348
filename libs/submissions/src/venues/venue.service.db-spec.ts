import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { VenueId } from '#libs/kernel';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { Submission } from '../submission.entity.js';
import { aDeadline, aSubmission, aVenue } from '../testing/index.js';
import { VenueDeadline } from './venue-deadline.entity.js';
import { Venue } from './venue.entity.js';
import { type NewVenue, VenueService } from './venue.service.js';

const world = useWorld();
const venues = new VenueService(world.database, world.outbox, world.clock);

const VLC: NewVenue = {
  name: 'VLC', edition: '2027', url: 'https://vlc.example.org',
  deadlines: [
    { kind: 'paper', localTime: '2026-11-30T23:59', zone: 'AoE' },
    { kind: 'abstract', localTime: '2026-11-23T23:59', zone: 'AoE' },
    { kind: 'notification', localTime: '2027-03-01T17:00', zone: 'Europe/Berlin' },
  ],
};

let member: Actor, guest: Actor;
beforeAll(async () => {
  [member, guest] = [await world.person(), await world.person('guest')];
});

describe('a venue', () => {
  it('has its dates as instants, the earliest first, in the words of its announcement', async () => {
    const venue = await venues.create(member, VLC);
    expect(venue).toMatchObject({ name: 'VLC', edition: '2027', url: 'https://vlc.example.org/' });
    const found = await venues.require(member, venue.id);
    expect(await venues.deadlinesOf(member, [found])).toMatchObject([
      { kind: 'abstract', at: new Date('2026-11-24T11:59:00Z'), zone: 'AoE', local: '2026-11-23T23:59' },
      { kind: 'paper', at: new Date('2026-12-01T11:59:00Z'), zone: 'AoE', local: '2026-11-30T23:59' },
      { kind: 'notification', at: new Date('2027-03-01T16:00:00Z'), zone: 'Europe/Berlin', local: '2027-03-01T17:00' },
    ]);
    expect(await world.events()).toEqual(['venue.created']);
    await expect(venues.create(member, VLC)).rejects.toMatchObject({ code: 'VENUE_EXISTS' });
  });

  it.each([
    ['an hour that clocks skip', { deadlines: [{ kind: 'paper', localTime: '2026-03-29T02:30', zone: 'Europe/Berlin' }] }, 'TIME_DOES_NOT_EXIST', 'deadlines.0.localTime'],
    ['a zone on Mars', { deadlines: [{ kind: 'paper', localTime: '2026-03-29T02:30', zone: 'Mars/Olympus' }] }, 'ZONE_UNKNOWN', 'deadlines.0.zone'],
    ['an address that runs a script', { url: 'javascript:alert(1)' }, 'INVALID_INPUT', 'url'],
    ['half an address', { url: 'vlc.example.org' }, 'INVALID_INPUT', 'url'],
    ['no name', { name: ' ' }, 'INVALID_INPUT', 'name'],
    ['dates without end', { deadlines: Array.from({ length: 31 }, () => VLC.deadlines[0]!) }, 'INVALID_INPUT', 'deadlines'],
  ] as [string, Partial<NewVenue>, string, string][])('is refused with %s, and nothing is written', async (_what, wrong, code, field) => {
    const before = await world.database.read(Venue).countBy({});
    await expect(venues.create(member, { ...VLC, edition: 'wrong', ...wrong })).rejects.toMatchObject({ code, details: { field } });
    expect(await world.database.read(Venue).countBy({})).toBe(before);
  });

  it('is added by members; a guest sees those of the proposals they were shown', async () => {
    const [seen, unseen] = [await venues.create(member, { ...VLC, edition: 'seen' }), await venues.create(member, { ...VLC, edition: 'unseen' })];
    const proposal = await proposalIn(world, { groupId: world.groupId, readerIds: [guest.userId] });
    await world.has(Submission, aSubmission({ groupId: world.groupId, proposalId: proposal.id, venueId: seen.id, aimedById: member.userId }));

    await expect(venues.create(guest, { ...VLC, edition: 'mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await venues.list(guest, {})).nodes.map(({ id }) => id)).toEqual([seen.id]);
    expect((await venues.upcoming(guest, {})).nodes.map(({ id }) => id)).toEqual([seen.id]);
    expect(await venues.require(guest, seen.id)).toMatchObject({ edition: 'seen' });
    await expect(venues.require(guest, unseen.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(venues.require(await world.anotherGroup(), seen.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the lists of venues', () => {
  it('have the newest first, and those with a date ahead by the first such date', async () => {
    const { groupId, ...actor } = await world.anotherGroup();
    const here = { groupId, ...actor };
    const now = world.clock.now().getTime();
    const day = (days: number): Date => new Date(now + days * 86_400_000);
    const venue = async (name: string, age: number, ...dates: number[]): Promise<VenueId> => {
      const row = aVenue({ groupId, name, createdAt: day(-age) });
      await world.has(Venue, row);
      await world.has(VenueDeadline, ...dates.map((days) => aDeadline({ groupId, venueId: row.id, at: day(days) })));
      return row.id;
    };
    await venue('soon', 3, -10, 5, 20);
    await venue('later', 1, 30, 7);
    await venue('over', 2, -5, -1);
    await venue('twice at once', 4, 6, 6);

    const walk = async (list: 'list' | 'upcoming'): Promise<string[][]> => {
      const one = await venues[list](here, { first: 2 });
      const two = await venues[list](here, { first: 2, after: one.endCursor });
      expect([one.hasMore, two.hasMore]).toEqual([true, false]);
      return [one, two].map((page) => page.nodes.map(({ name }) => name));
    };
    expect(await walk('list')).toEqual([['later', 'over'], ['soon', 'twice at once']]);
    expect(await walk('upcoming')).toEqual([['soon', 'twice at once'], ['later']]);
  });
});
