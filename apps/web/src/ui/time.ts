const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NARROW_NO_BREAK = '\u202f';

/** How long something is, in at most two units: "3 d 2 h", "31 h", "12 min", and "now" under a minute. Days alone beyond thirty. */
export function span(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (length >= 30 * DAY) return `${Math.floor(length / DAY)} d`;
  if (length >= 3 * DAY) {
    const hours = Math.floor((length % DAY) / HOUR);
    return `${Math.floor(length / DAY)} d${hours === 0 ? '' : ` ${hours} h`}`;
  }
  if (length >= HOUR) return `${Math.floor(length / HOUR)} h`;
  return length >= MINUTE ? `${Math.floor(length / MINUTE)} min` : 'now';
}

/** Where an instant lies as seen from `now`, in one unit: "12 min ago", "in 6 d", "now". */
export function fromNow(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const length = Math.abs(distance);
  if (length < MINUTE) return 'now';
  const words = length >= DAY ? `${Math.floor(length / DAY)} d` : length >= HOUR ? `${Math.floor(length / HOUR)} h` : `${Math.floor(length / MINUTE)} min`;
  return distance > 0 ? `in ${words}` : `${words} ago`;
}

/** "Wed 18 Nov", with the year only when it is another than that of `now`. */
export function day(at: Date, now: Date, zone?: string): string {
  const parts = partsOf(at, zone);
  const date = `${parts.weekday} ${parts.day} ${parts.month}`;
  return parts.year === partsOf(now, zone).year ? date : `${date} ${parts.year}`;
}

/** "14:00", on a clock of 24 hours. */
export function clock(at: Date, zone?: string): string {
  const { hour, minute } = partsOf(at, zone);
  return `${hour}:${minute}`;
}

/** "Mon 23 Nov 23:59". */
export const moment = (at: Date, now: Date, zone?: string): string => `${day(at, now, zone)} ${clock(at, zone)}`;

/** "today", "tomorrow", "yesterday" or {@link day}, as the calendar of the zone says and not as hours do. */
export function calendarDay(at: Date, now: Date, zone?: string): string {
  const distance = dayNumber(at, zone) - dayNumber(now, zone);
  return { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }[distance] ?? day(at, now, zone);
}

export interface Due {
  readonly words: string;
  readonly overdue: boolean;
}

/** How late a date of the calendar (`YYYY-MM-DD`) is, in words: "due in 2 d", "due today", "2 days overdue". */
export const due = (date: string, now: Date, zone?: string): Due => dueIn(Math.round(Date.parse(`${date}T00:00:00Z`) / DAY) - dayNumber(now, zone));

/** The same for an instant, by the calendar of the zone. */
export const dueAt = (at: Date, now: Date, zone?: string): Due => dueIn(dayNumber(at, zone) - dayNumber(now, zone));

function dueIn(days: number): Due {
  if (days < 0) return { words: `${count(-days, 'day')} overdue`, overdue: true };
  return { words: days === 0 ? 'due today' : days === 1 ? 'due tomorrow' : `due in ${days} d`, overdue: false };
}

/** "1 change", "3 changes". */
export const count = (n: number, thing: string, things = `${thing}s`): string => `${n} ${n === 1 ? thing : things}`;

/** A share in prose: "95 %" with a narrow space that does not break. */
export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}${NARROW_NO_BREAK}%`;

/** A number with its sign where a difference is meant, and a true minus: "+0.72", "−1.88". */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** A number with a true minus and the metric's own precision, never the float's. */
export function figure(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The number of the day since 1970 in the zone's calendar. */
function dayNumber(at: Date, zone?: string): number {
  const { year, monthNumber, day: dayOfMonth } = partsOf(at, zone);
  return Math.round(Date.UTC(Number(year), monthNumber - 1, Number(dayOfMonth)) / DAY);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than using it a hundred times: one for each zone. */
function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const name = zone ?? '';
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone === 'AoE' ? 'Etc/GMT+12' : zone }),
  });
  formats.set(name, made);
  return made;
}

function partsOf(at: Date, zone?: string) {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (name: Intl.DateTimeFormatPartTypes) => parts[name] ?? '';
  const monthNumber = Number(of('month'));
  return { weekday: of('weekday'), day: String(Number(of('day'))), month: MONTHS[monthNumber - 1] ?? '', monthNumber, year: of('year'), hour: of('hour'), minute: of('minute') };
}
