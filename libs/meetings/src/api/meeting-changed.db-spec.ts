import { afterAll, beforeAll, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { EventStream, RequestContext } from '#libs/platform';
import { DocumentService } from '#libs/proposals';
import { useWorld } from '#libs/testing';

import { ActionService } from '../actions/action.service.js';
import { AgendaService } from '../agenda/agenda.service.js';
import { MeetingService } from '../meeting.service.js';
import { MeetingResolver } from './meeting.resolver.js';

const world = useWorld();
const service = new MeetingService(world.database, world.outbox, world.clock, new DocumentService(world.database, world.outbox, world.clock));
const agendas = new AgendaService(world.database, world.outbox);
const actions = new ActionService(world.database, world.outbox, world.clock);

let events: EventStream, resolver: MeetingResolver, member: Actor, guest: Actor;
beforeAll(async () => {
  events = new EventStream(world.address);
  await events.onApplicationBootstrap();
  resolver = new MeetingResolver(world.database, service, events);
  [member, guest] = [await world.person(), await world.person('guest')];
});
afterAll(() => events.onApplicationShutdown());

it('follows a meeting, its agenda and its actions until its reader may not read it any more', async () => {
  const meeting = await service.schedule(member, {
    title: 'Friday', startsAt: new Date('2026-09-04T08:00:00Z'), minutes: 60, timeZone: 'UTC', attendeeIds: [guest.userId],
  });
  const other = await service.schedule(member, { title: 'Another', startsAt: new Date('2026-09-04T08:00:00Z'), minutes: 60, timeZone: 'UTC' });
  const context = new RequestContext(guest, '', null);
  const changes = await resolver.meetingChanged(guest, context, meeting.id);
  const seen = async (): Promise<unknown> => (await changes.next()).value;

  await agendas.add(member, other.id, { title: 'not for this page' });
  await service.update(member, meeting.id, { title: 'Visitors' });
  expect(await seen()).toMatchObject({ meetingChanged: { id: meeting.id, title: 'Visitors' } });
  await agendas.add(member, meeting.id, { title: 'a' });
  expect(await seen()).toMatchObject({ meetingChanged: { id: meeting.id } });
  await actions.add(member, { title: 'b', ownerId: member.userId, meetingId: meeting.id });
  expect(await seen()).toMatchObject({ meetingChanged: { id: meeting.id } });

  await service.update(member, meeting.id, { attendeeIds: [member.userId] });
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});

it('is refused to whoever may not read the meeting, as if there were none', async () => {
  const meeting = await service.schedule(member, { title: 'Friday', startsAt: new Date('2026-09-04T08:00:00Z'), minutes: 60, timeZone: 'UTC' });
  await expect(resolver.meetingChanged(guest, new RequestContext(guest, '', null), meeting.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
