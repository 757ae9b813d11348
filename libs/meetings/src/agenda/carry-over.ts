import { MoreThan } from 'typeorm';

import { type Actor, permit } from '#libs/access';
import { type AgendaItemId, localOf, newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';

import { Meeting } from '../meeting.entity.js';
import { meetingPolicy } from '../meeting.policy.js';
import { itemsIn } from '../require-meeting.js';
import { AgendaItem } from './agenda-item.entity.js';
import { agendaItemPolicy } from './agenda-item.policy.js';
import { MAX_AGENDA } from './agenda.service.js';

/**
 * Takes what a meeting did not settle to the next one of its series, if there is one that the actor may prepare.
 *
 * An item that nobody said anything about is marked as carried over, so that the record of the closed meeting is
 * complete whether or not there is a next one. What is carried stands at the end of the next agenda, with its reason.
 * Returns the items of the next meeting that this made.
 */
export async function carryOver(tx: Tx, actor: Actor, meeting: Meeting): Promise<AgendaItem[]> {
  const found = await itemsIn(tx)
    .where(`i.meetingId = :id AND (i.outcome IS NULL OR i.outcome = 'carried_over')`, { id: meeting.id }).orderBy('i.position').getMany();
  const unsettled = found.map((item) => permit(agendaItemPolicy, actor, 'facilitate', item, item.id));
  for (const item of unsettled) {
    item.outcome = 'carried_over';
    await tx.save(AgendaItem, item);
  }
  const next = await nextOfSeries(tx, actor, meeting);
  if (next === null || unsettled.length === 0) return [];
  const taken = await tx.read(AgendaItem).countBy({ meetingId: next.id });
  const copies = unsettled.slice(0, MAX_AGENDA - taken).map((item, index) => carried(item, meeting, next, taken + index));
  await tx.insert(AgendaItem, ...copies);
  return copies;
}

async function nextOfSeries(tx: Tx, actor: Actor, meeting: Meeting): Promise<Meeting | null> {
  if (meeting.seriesKey === null) return null;
  const next = await tx.read(Meeting).findOne({
    where: meetingPolicy.visibleTo(actor).map((visible) => ({
      ...visible, seriesKey: meeting.seriesKey as string, state: 'scheduled' as const, startsAt: MoreThan(meeting.startsAt),
    })),
    order: { startsAt: 'ASC', id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return next !== null && meetingPolicy.may.edit(actor, next) ? next : null;
}

const carried = (item: AgendaItem, from: Meeting, to: Meeting, position: number): AgendaItem =>
  Object.assign(new AgendaItem(), item, {
    id: newId<AgendaItemId>(), meetingId: to.id, meeting: to, position, outcome: null, outcomeNote: null, startedAt: null,
    reason: item.reason === '' ? `it was not reached on ${localOf(from.startsAt, from.timeZone).slice(0, 10)}` : item.reason,
  });
