import { describe, expect, it } from '@jest/globals';

import { urgencyOf, urgencyWords } from './urgency';

const now = new Date('2026-11-11T09:59:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe('a deadline', () => {
  it('grows nearer at thirty days, seven days and seventy-two hours', () => {
    const hours = [30 * 24 + 1, 30 * 24, 7 * 24 + 1, 7 * 24, 73, 72, 1, 0, -1];
    expect(hours.map((left) => urgencyOf(inHours(left), now))).toEqual(['far', 'near', 'near', 'soon', 'soon', 'urgent', 'urgent', 'past', 'past']);
  });

  it('says how much is left, and in a word when it is near', () => {
    expect([74 * 24, 290, 74, 31, -50].map((left) => urgencyWords(inHours(left), now))).toEqual([
      '74 d', '12 d 2 h', 'Soon · 3 d 2 h', 'Urgent · 31 h', 'Passed · 2 d ago',
    ]);
  });
});
