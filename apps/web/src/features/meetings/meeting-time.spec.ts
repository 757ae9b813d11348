import { describe, expect, it } from '@jest/globals';

import { instantFor, meetingTimes, nextHour, wallOf, weekLater } from './meeting-time';

const meeting = { startsAt: '2026-10-23T08:00:00.000Z', minutes: 60, timeZone: 'Europe/Berlin' };
const now = new Date('2026-10-20T09:20:00Z');

describe('the time of a meeting', () => {
  it('is written on the wall of its zone and sent as an instant', () => {
    expect(instantFor('2026-10-23T10:00', 'Europe/Berlin')).toBe(meeting.startsAt);
    expect(wallOf(new Date(meeting.startsAt), 'Europe/Berlin')).toBe('2026-10-23T10:00');
  });

  it('refuses an hour that the zone skips, at the field', () => {
    expect(() => instantFor('2026-03-29T02:30', 'Europe/Berlin')).toThrow(expect.objectContaining({ code: 'TIME_DOES_NOT_EXIST', details: { field: 'startsAt' } }));
  });

  it('stays at its hour on the wall when clocks change within the week', () => {
    expect(instantFor(weekLater(meeting), meeting.timeZone)).toBe('2026-10-30T09:00:00.000Z');
  });

  it('is proposed for the next full hour', () => {
    expect(nextHour(now, 'Europe/Berlin')).toBe('2026-10-20T12:00');
    expect(nextHour(now, 'Asia/Kolkata')).toBe('2026-10-20T15:00');
  });

  it('names the reader’s own time only where it is another', () => {
    expect(meetingTimes(meeting, now, 'Europe/Berlin')).toEqual({ announced: 'Fri 23 Oct 10:00 to 11:00, Europe/Berlin', own: null });
    expect(meetingTimes(meeting, now, 'Europe/London').own).toBe('09:00 your time');
    expect(meetingTimes(meeting, now, 'Pacific/Auckland').own).toBe('21:00 your time');
    expect(meetingTimes(meeting, now, 'Pacific/Honolulu').own).toBe('Thu 22 Oct 22:00 your time');
  });
});
