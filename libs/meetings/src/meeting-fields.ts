import { DomainError, invalidInput, isZone } from '#libs/kernel';

const MAX_MINUTES = 24 * 60;

/** @throws DomainError `INVALID_INPUT` when it is not a whole number of minutes within one day. */
export function minutesOf(minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_MINUTES) throw invalidInput('minutes', `Give 1 to ${MAX_MINUTES} minutes.`);
  return minutes;
}

/** @throws DomainError `ZONE_UNKNOWN`. */
export function zoneOf(timeZone: string): string {
  if (!isZone(timeZone)) throw new DomainError('invalid', 'ZONE_UNKNOWN', `There is no time zone called “${timeZone}”.`, { field: 'timeZone', zone: timeZone });
  return timeZone;
}

const [EARLIEST, LATEST] = [Date.UTC(1900, 0), Date.UTC(2200, 0)];

/** @throws DomainError `INVALID_INPUT` for a time in which no meeting of ours can be: a slip of the keyboard. */
export function startOf(startsAt: Date): Date {
  const time = startsAt.getTime();
  if (!(time >= EARLIEST && time < LATEST)) throw invalidInput('startsAt', 'Choose a time of this century.');
  return startsAt;
}

const DATE = /^[12]\d{3}-\d{2}-\d{2}$/;

/** A day of the calendar, `YYYY-MM-DD`. @throws DomainError `INVALID_INPUT` for what is not one, such as 30 February. */
export function dateOf(field: string, date: string): string {
  const parsed = DATE.test(date) ? new Date(`${date}T00:00:00Z`) : null;
  if (parsed === null || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    throw invalidInput(field, 'Write the day as 2026-11-23.');
  }
  return date;
}
