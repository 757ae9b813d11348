import { DomainError } from './errors.js';

/**
 * Anywhere on Earth: UTC−12 all year. A deadline of a day in AoE has passed when that day has ended
 * everywhere. (POSIX reverses the sign in the IANA name.)
 */
export const AOE = 'AoE';
const AOE_IANA = 'Etc/GMT+12';

const ianaOf = (zone: string): string => (zone === AOE ? AOE_IANA : zone);

export function isZone(zone: string): boolean {
  if (zone === AOE) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** From the year 1000 on, which Intl writes with four digits. */
const LOCAL = /^([12]\d{3})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * The instant at which a wall clock in `zone` shows `local` (`YYYY-MM-DDTHH:mm[:ss]`).
 * When clocks go back and the time occurs twice, the first is meant.
 *
 * @throws DomainError `ZONE_UNKNOWN`, `LOCAL_TIME_INVALID` or, for an hour that a clock change skips,
 *   `TIME_DOES_NOT_EXIST`.
 */
export function instantOf(local: string, zone: string): Date {
  if (!isZone(zone)) throw new DomainError('invalid', 'ZONE_UNKNOWN', `There is no time zone called “${zone}”.`, { zone });
  const match = LOCAL.exec(local);
  const asUtc = match === null ? NaN : Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  // JavaScript reads 30 February as 2 March: a day that the calendar does not have is no time either.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(local)) {
    throw new DomainError('invalid', 'LOCAL_TIME_INVALID', 'Write the time as 2026-11-23T23:59.', { local });
  }
  // The offset at the wanted instant is one of those in force a day before or after it: no zone changes twice in two days.
  const offsets = [...new Set([-86_400_000, 86_400_000].map((shift) => offsetAt(asUtc + shift, zone)))];
  const instants = offsets.map((offset) => asUtc - offset).filter((instant) => instant + offsetAt(instant, zone) === asUtc);
  if (instants.length === 0) {
    throw new DomainError('invalid', 'TIME_DOES_NOT_EXIST', `Clocks in ${zone} skip ${local}. Choose another time.`, { local, zone });
  }
  return new Date(Math.min(...instants));
}

/** How far `zone` is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${localOf(new Date(whole), zone)}Z`) - whole;
}

/** What a wall clock in `zone` shows at an instant, as `YYYY-MM-DDTHH:mm:ss`. */
export function localOf(instant: Date, zone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: ianaOf(zone), hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    }).formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** The zone as people read it, with its distance from UTC: “AoE (UTC−12)”, “Europe/Berlin (UTC+1)”. */
export function zoneLabel(zone: string, at: Date): string {
  const minutes = Math.round(offsetAt(at.getTime(), zone) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${zone} (UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`})`;
}
