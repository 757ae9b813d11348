import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { type AgendaItemId, type MeetingId, newId, type UserId } from '#libs/kernel';
import { Document, documentPolicy, DocumentService } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { AgendaService } from './agenda/agenda.service.js';
import { MeetingService, type NewMeeting } from './meeting.service.js';
import { meetingIn } from './testing/index.js';

const world = useWorld();
const documents = new DocumentService(world.database, world.outbox, world.clock);
const meetings = new MeetingService(world.database, world.outbox, world.clock, documents);
const agendas = new AgendaService(world.database, world.outbox);

const FRIDAY: NewMeeting = { title: 'Friday group meeting', startsAt: new Date('2026-09-04T08:00:00Z'), minutes: 60, timeZone: 'Europe/Berlin' };

let lead: Actor, facilitator: Actor, member: Actor, guest: Actor;
beforeEach(async () => {
  [lead, facilitator, member, guest] = [await world.person('lead'), await world.person(), await world.person(), await world.person('guest')];
});

const titles = async (meetingId: MeetingId): Promise<string[]> => (await agendas.ofMeetings(member, [meetingId])).map(({ title }) => title);
const idsOf = async (meetingId: MeetingId): Promise<AgendaItemId[]> => (await agendas.ofMeetings(member, [meetingId])).map(({ id }) => id);
const eventsSince = async (count: number): Promise<string[]> => (await world.events()).slice(count);

describe('arranging a meeting', () => {
  it('makes live notes that everybody in the room writes and nobody else sees', async () => {
    const whole = await meetings.schedule(member, FRIDAY);
    const named = await meetings.schedule(member, { ...FRIDAY, attendeeIds: [guest.userId] });
    const notesOf = async (id: Document['id']): Promise<Document> => world.database.read(Document).findOneByOrFail({ id });
    const may = (actor: Actor, action: 'read' | 'write', document: Document): boolean => documentPolicy.may[action](actor, document);

    const [open, closed] = [await notesOf(whole.documentId), await notesOf(named.documentId)];
    expect([open.kind, open.title]).toEqual(['meeting', 'Friday group meeting']);
    expect([lead, member, guest].map((actor) => may(actor, 'write', open))).toEqual([true, true, false]);
    expect([lead, member, guest].map((actor) => may(actor, 'read', closed))).toEqual([false, true, true]);
    expect(may(guest, 'write', closed)).toBe(true);
  });

  it('lets the notes follow when other people are to come', async () => {
    const meeting = await meetings.schedule(member, FRIDAY);
    await meetings.update(member, meeting.id, { attendeeIds: [guest.userId], title: 'Visitors' });
    const notes = await world.database.read(Document).findOneByOrFail({ id: meeting.documentId });
    expect([notes.title, notes.audience, [...notes.readerIds].sort()]).toEqual(['Visitors', 'named', [guest.userId, member.userId].sort()]);
    expect(await world.events()).toContain('document.rights_changed');

    await meetings.update(member, meeting.id, { attendeeIds: [] });
    expect(await world.database.read(Document).findOneByOrFail({ id: meeting.documentId })).toMatchObject({ audience: 'group', readerIds: [] });
  });

  it.each([
    ['an empty title', { title: '  ' }, { code: 'INVALID_INPUT', details: { field: 'title' } }],
    ['a title of a novel', { title: 'a'.repeat(201) }, { code: 'INVALID_INPUT', details: { field: 'title' } }],
    ['no minutes', { minutes: 0 }, { code: 'INVALID_INPUT', details: { field: 'minutes' } }],
    ['more than a day', { minutes: 1441 }, { code: 'INVALID_INPUT', details: { field: 'minutes' } }],
    ['a zone on Mars', { timeZone: 'Mars/Olympus' }, { code: 'ZONE_UNKNOWN' }],
    ['the year 0', { startsAt: new Date('0000-01-01T00:00:00Z') }, { code: 'INVALID_INPUT', details: { field: 'startsAt' } }],
    ['somebody unknown', { attendeeIds: [newId<UserId>()] }, { code: 'PERSON_UNKNOWN' }],
  ])('refuses %s and writes nothing', async (_what, wrong, error) => {
    const before = (await world.events()).length;
    await expect(meetings.schedule(member, { ...FRIDAY, ...wrong })).rejects.toMatchObject(error);
    expect(await eventsSince(before)).toEqual([]);
  });

  it('is for members: a guest only comes, and finds nothing of what they were not invited to', async () => {
    const [meeting, invited] = [await meetings.schedule(member, FRIDAY), await meetings.schedule(member, { ...FRIDAY, attendeeIds: [guest.userId] })];
    await expect(meetings.schedule(guest, FRIDAY)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(meetings.start(guest, invited.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(meetings.start(guest, meeting.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(meetings.update(await world.anotherGroup(), meeting.id, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('holding a meeting', () => {
  let id: MeetingId;
  let first: AgendaItemId, second: AgendaItemId;
  beforeEach(async () => {
    ({ id } = await meetings.schedule(member, FRIDAY));
    for (const title of ['first', 'second']) await agendas.add(member, id, { title });
    [first, second] = (await idsOf(id)) as [AgendaItemId, AgendaItemId];
  });

  it('goes from scheduled to running to closed, each once, led by whoever started it', async () => {
    const before = (await world.events()).length;
    await expect(meetings.goTo(lead, id, first)).rejects.toMatchObject({ code: 'MEETING_STATE', details: { state: 'scheduled' } });
    await expect(meetings.end(lead, id)).rejects.toMatchObject({ code: 'MEETING_STATE', details: { state: 'scheduled' } });

    const running = await meetings.start(facilitator, id);
    expect(running).toMatchObject({ state: 'running', facilitatorId: facilitator.userId, startedAt: world.clock.now() });
    await expect(meetings.start(member, id)).rejects.toMatchObject({ code: 'MEETING_STATE', details: { state: 'running' } });

    world.clock.advance({ minutes: 5 });
    expect(await meetings.goTo(facilitator, id, first)).toMatchObject({ currentItemId: first });
    await meetings.goTo(facilitator, id, first);
    await meetings.conclude(facilitator, first, 'decided', ' Two baselines in every table. ');
    await meetings.goTo(facilitator, id, second);
    await meetings.conclude(facilitator, second, 'dropped', null);

    expect(await meetings.end(facilitator, id)).toMatchObject({ state: 'closed', currentItemId: null, endedAt: world.clock.now() });
    expect(await agendas.ofMeetings(member, [id])).toMatchObject([
      { title: 'first', outcome: 'decided', outcomeNote: 'Two baselines in every table.', startedAt: world.clock.now() },
      { title: 'second', outcome: 'dropped', outcomeNote: null },
    ]);
    expect(await eventsSince(before)).toEqual([
      'meeting.started', 'meeting.item_changed', 'meeting.item_concluded', 'meeting.item_changed', 'meeting.item_concluded',
      'document.rights_changed', 'meeting.ended',
    ]);
  });

  it('is steered by its facilitator and by leads, and by nobody else', async () => {
    await meetings.start(facilitator, id);
    await expect(meetings.goTo(member, id, first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(meetings.conclude(member, first, 'decided', null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(meetings.end(member, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await meetings.goTo(lead, id, second)).toMatchObject({ currentItemId: second });
    expect(await meetings.end(lead, id)).toMatchObject({ state: 'closed' });
  });

  it('lets one of two start it', async () => {
    const outcomes = await Promise.allSettled([meetings.start(facilitator, id), meetings.start(member, id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('goes only to its own items', async () => {
    await meetings.start(facilitator, id);
    const other = await meetings.schedule(member, FRIDAY);
    await agendas.add(member, other.id, { title: 'elsewhere' });
    const [foreign] = (await idsOf(other.id)) as [AgendaItemId];
    await expect(meetings.goTo(facilitator, id, foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('can only be read once it is closed, the notes too', async () => {
    await meetings.start(facilitator, id);
    const { documentId } = await meetings.end(facilitator, id);
    const notes = await world.database.read(Document).findOneByOrFail({ id: documentId });
    expect([documentPolicy.may.read(member, notes), documentPolicy.may.write(member, notes)]).toEqual([true, false]);

    const closed = { code: 'MEETING_STATE', details: { state: 'closed' } };
    await expect(meetings.start(lead, id)).rejects.toMatchObject(closed);
    await expect(meetings.update(lead, id, { title: 'Another' })).rejects.toMatchObject(closed);
    await expect(meetings.conclude(lead, first, 'decided', null)).rejects.toMatchObject(closed);
    await expect(agendas.add(lead, id, { title: 'late' })).rejects.toMatchObject(closed);
    await expect(agendas.remove(lead, first)).rejects.toMatchObject(closed);
  });
});

describe('what was not settled', () => {
  const series = async (startsAt: string, seriesKey: string | null = 'friday'): Promise<MeetingId> =>
    (await meetings.schedule(member, { ...FRIDAY, startsAt: new Date(startsAt), seriesKey })).id;

  it('goes to the end of the next meeting of the series, with its reason', async () => {
    const proposal = await proposalIn(world, { groupId: world.groupId });
    const [later, next, now, other] = [
      await series('2026-09-18T08:00:00Z'), await series('2026-09-11T08:00:00Z'), await series('2026-09-04T08:00:00Z'), await series('2026-09-08T08:00:00Z', 'reading'),
    ];
    await agendas.add(member, next, { title: 'already there' });
    await agendas.add(member, now, { title: 'settled' });
    await agendas.add(member, now, { title: 'not reached', proposalId: proposal.id, minutes: 10, presenterId: lead.userId });
    await agendas.add(member, now, { title: 'put off', reason: 'the claim flipped' });
    const [settled, , putOff] = (await idsOf(now)) as [AgendaItemId, AgendaItemId, AgendaItemId];

    await meetings.start(facilitator, now);
    await meetings.conclude(facilitator, settled, 'discussed', null);
    await meetings.conclude(facilitator, putOff, 'carried_over', 'no time');
    await meetings.end(facilitator, now);

    expect((await agendas.ofMeetings(member, [now])).map(({ outcome }) => outcome)).toEqual(['discussed', 'carried_over', 'carried_over']);
    expect(await agendas.ofMeetings(member, [next])).toMatchObject([
      { title: 'already there', position: 0 },
      {
        title: 'not reached', position: 1, reason: 'it was not reached on 2026-09-04', proposalId: proposal.id, minutes: 10, presenterId: lead.userId,
        outcome: null, outcomeNote: null, startedAt: null,
      },
      { title: 'put off', position: 2, reason: 'the claim flipped', outcome: null, outcomeNote: null },
    ]);
    expect([await titles(later), await titles(other)]).toEqual([[], []]);
  });

  it('stays marked where there is no next meeting that the facilitator may prepare', async () => {
    const [next, now] = [await series('2027-09-11T08:00:00Z', 'private'), await series('2027-09-04T08:00:00Z', 'private')];
    await meetings.update(member, next, { attendeeIds: [lead.userId] });
    await agendas.add(member, now, { title: 'not reached' });
    await meetings.start(facilitator, now);
    await meetings.end(facilitator, now);
    expect(await agendas.ofMeetings(member, [now])).toMatchObject([{ outcome: 'carried_over' }]);
    expect(await titles(next)).toEqual([]);
  });
});

describe('the list of meetings', () => {
  it('has the soonest upcoming first, the latest closed first, page by page', async () => {
    const elsewhere = await world.anotherGroup();
    const there = (day: number, closed = false): Promise<unknown> =>
      meetingIn(world, {
        groupId: elsewhere.groupId, title: String(day), startsAt: new Date(Date.UTC(2026, 8, day)),
        ...(closed ? { state: 'closed' as const, startedAt: world.clock.now(), endedAt: world.clock.now() } : {}),
      });
    for (const day of [3, 1, 2]) await there(day);
    for (const day of [5, 6, 4]) await there(day, true);

    const walk = async (when: 'upcoming' | 'past'): Promise<string[][]> => {
      const one = await meetings.list(elsewhere, { first: 2 }, when, null);
      const two = await meetings.list(elsewhere, { first: 2, after: one.endCursor }, when, null);
      expect([one.hasMore, two.hasMore]).toEqual([true, false]);
      return [one, two].map((page) => page.nodes.map(({ title }) => title));
    };
    expect(await walk('upcoming')).toEqual([['1', '2'], ['3']]);
    expect(await walk('past')).toEqual([['6', '5'], ['4']]);
  });

  it('narrows to those that talk about a proposal, which one must be able to read', async () => {
    const proposal = await proposalIn(world, { groupId: world.groupId, audience: 'authors', authorIds: [member.userId] });
    const [about] = [await meetings.schedule(member, FRIDAY), await meetings.schedule(member, FRIDAY)];
    await agendas.add(member, about.id, { title: 'the proposal', proposalId: proposal.id });

    expect((await meetings.list(member, {}, 'upcoming', proposal.id)).nodes.map(({ id }) => id)).toEqual([about.id]);
    await expect(meetings.list(lead, {}, 'upcoming', proposal.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows a guest the one meeting they were invited to', async () => {
    const invited = await meetings.schedule(member, { ...FRIDAY, attendeeIds: [guest.userId] });
    expect((await meetings.list(guest, {}, 'upcoming', null)).nodes.map(({ id }) => id)).toEqual([invited.id]);
  });
});
