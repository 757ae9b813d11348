import { DomainError, instantOf, localOf } from '#libs/kernel';

import { DomainFailure } from '../../failure';
import { clock, moment } from '../../ui';

interface Held {
  readonly startsAt: string;
  readonly minutes: number;
  readonly timeZone: string;
}

const MINUTE = 60_000;
const LOCAL_MINUTES = 'YYYY-MM-DDTHH:mm'.length;

/** The instant of a wall clock in a zone, as the API takes it. An hour that the zone skips is refused below the field. */
export function instantFor(local: string, zone: string): string {
  try {
    return instantOf(local, zone).toISOString();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainFailure(error.code, error.message, { field: 'startsAt' });
  }
}

/** What the field for a time shows: `2026-11-13T10:00` on a wall in the zone. */
export const wallOf = (at: Date, zone: string): string => localOf(at, zone).slice(0, LOCAL_MINUTES);

/** The same weekday and hour on the wall, a week later: where the next meeting of a series is proposed. */
export function weekLater({ startsAt, timeZone }: Held): string {
  const wall = new Date(`${wallOf(new Date(startsAt), timeZone)}Z`);
  wall.setUTCDate(wall.getUTCDate() + 7);
  return wall.toISOString().slice(0, LOCAL_MINUTES);
}

/** The next full hour from now, on a wall in the zone. */
export function nextHour(now: Date, zone: string): string {
  return `${wallOf(new Date(now.getTime() + 60 * MINUTE), zone).slice(0, -2)}00`;
}

/**
 * When a meeting is, on its own wall with the zone named, and on the reader's where that is another:
 * "Fri 13 Nov 10:00 to 11:00, Europe/Berlin" and "09:00 your time".
 */
export function meetingTimes({ startsAt, minutes, timeZone }: Held, now: Date, viewerZone?: string): { announced: string; own: string | null } {
  const start = new Date(startsAt);
  const end = new Date(start.getTime() + minutes * MINUTE);
  const own = moment(start, now, viewerZone);
  const there = moment(start, now, timeZone);
  const isOtherDay = own.slice(0, -5) !== there.slice(0, -5);
  return {
    announced: `${there} to ${clock(end, timeZone)}, ${timeZone}`,
    own: own === there ? null : `${isOtherDay ? own : clock(start, viewerZone)} your time`,
  };
}
