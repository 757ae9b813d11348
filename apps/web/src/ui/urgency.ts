import tokens from '../theme/tokens.json' with { type: 'json' };
import { fromNow, span } from './time';

export type Urgency = keyof typeof tokens.meaning.deadline;

const { deadline: meaning } = tokens.meaning;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How near a deadline is; the limits are those of the tokens, and each belongs to the nearer side. */
export function urgencyOf(at: Date, now: Date): Urgency {
  const left = at.getTime() - now.getTime();
  if (left <= 0) return 'past';
  if (left <= meaning.urgent.withinHours * HOUR) return 'urgent';
  if (left <= meaning.soon.withinDays * DAY) return 'soon';
  return left <= meaning.near.withinDays * DAY ? 'near' : 'far';
}

/** What a deadline's badge says: "Soon · 3 d 2 h", "12 d 2 h", "Passed · 2 d ago". */
export function urgencyWords(at: Date, now: Date): string {
  const state = meaning[urgencyOf(at, now)];
  const distance = at.getTime() > now.getTime() ? span(at.getTime() - now.getTime()) : fromNow(at, now);
  return 'word' in state ? `${state.word} · ${distance}` : distance;
}
