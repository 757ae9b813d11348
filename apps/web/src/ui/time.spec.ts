import { describe, expect, it } from '@jest/globals';

import { calendarDay, count, due, figure, fromNow, moment, percent, signed, span } from './time';

const now = new Date('2026-11-11T21:59:00Z');
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe('words for times', () => {
  it('tell a length in two units at most', () => {
    expect([74 * 24 + 5, 12 * 24 + 2, 3 * 24 + 2, 96, 31, 0.2, 0].map((hours) => span(hours * 3_600_000))).toEqual([
      '74 d', '12 d 2 h', '3 d 2 h', '4 d', '31 h', '12 min', 'now',
    ]);
  });

  it('tell the distance from now in one unit', () => {
    expect([-0.2, -30, 6 * 24, 0.005].map((hours) => fromNow(after(hours), now))).toEqual(['12 min ago', '1 d ago', 'in 6 d', 'now']);
  });

  it('name the same instant on two walls', () => {
    const deadline = new Date('2026-11-24T11:59:00Z');
    expect(moment(deadline, now, 'AoE')).toBe('Mon 23 Nov 23:59');
    expect(moment(deadline, now, 'Europe/Berlin')).toBe('Tue 24 Nov 12:59');
  });

  it('give the year only when it is another', () => {
    expect(moment(new Date('2027-01-05T09:00:00Z'), now, 'UTC')).toBe('Tue 5 Jan 2027 09:00');
  });

  it('follow the calendar of the zone and not the hours', () => {
    expect(calendarDay(after(3), now, 'UTC')).toBe('tomorrow');
    expect(calendarDay(after(3), now, 'America/Los_Angeles')).toBe('today');
    expect(calendarDay(after(-24), now, 'UTC')).toBe('yesterday');
    expect(calendarDay(after(72), now, 'UTC')).toBe('Sat 14 Nov');
  });

  it('say in words what is overdue', () => {
    expect(due('2026-11-09', now, 'UTC')).toEqual({ words: '2 days overdue', overdue: true });
    expect(due('2026-11-10', now, 'UTC')).toEqual({ words: '1 day overdue', overdue: true });
    expect(due('2026-11-11', now, 'UTC')).toEqual({ words: 'due today', overdue: false });
    expect(due('2026-11-13', now, 'UTC')).toEqual({ words: 'due in 2 d', overdue: false });
  });
});

describe('words for numbers', () => {
  it('carry a true minus and the precision that was asked for', () => {
    expect([signed(0.724, 2), signed(-1.8751, 2), signed(-0.001, 2)]).toEqual(['+0.72', '−1.88', '0.00']);
    expect([figure(71.98, 1), figure(-0.02, 2), figure(-0.001, 2)]).toEqual(['72.0', '−0.02', '0.00']);
  });

  it('keep a number and its unit together', () => {
    expect(percent(0.95)).toBe('95\u202f%');
    expect([count(1, 'change'), count(3, 'change'), count(0, 'reply', 'replies')]).toEqual(['1 change', '3 changes', '0 replies']);
  });
});
