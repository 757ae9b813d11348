import { count } from '../../ui';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface ItemTime {
  /** On the clock: "6:12", and "+1:05" once it is over. */
  readonly figure: string;
  /** How much of the time is left, from 1 to 0. */
  readonly share: number;
  /** The same in words, for who hears it: "6 minutes 12 seconds left of 10". */
  readonly words: string;
  /** What is worth announcing; changes twice, a minute before the end and at the end. Nothing moves by itself. */
  readonly announcement: string;
}

/** What is left of the minutes that an item was given, at the time `now`. */
export function itemTime(startedAt: string, minutes: number, now: number): ItemTime {
  const whole = minutes * MINUTE;
  // A clock of this device that lags behind the server's must not show more time than was given.
  const left = Math.min(whole, Date.parse(startedAt) + whole - now);
  const isOver = left <= 0;
  // Rounded so that the clock shows the whole time at the first moment, and 0:00 at the last.
  const seconds = isOver ? Math.floor(-left / SECOND) : Math.ceil(left / SECOND);
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  const figure = `${isOver && seconds > 0 ? '+' : ''}${m}:${String(s).padStart(2, '0')}`;
  return {
    figure,
    share: Math.max(0, left / whole),
    words: `${count(m, 'minute')} ${count(s, 'second')} ${isOver ? 'over' : 'left of'} ${minutes}`,
    announcement: isOver ? 'The time of this item is over.' : left <= MINUTE && minutes > 1 ? 'One minute is left for this item.' : '',
  };
}
