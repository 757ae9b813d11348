import { describe, expect, it } from '@jest/globals';

import { announcement, instantOfAnnounced } from './announced.js';

describe('an announced date', () => {
  it.each([
    // local, zone, instant, as it reads
    ['2026-11-23T23:59', 'AoE', '2026-11-24T11:59:00.000Z', '2026-11-23 23:59 AoE (UTC−12)'],
    ['2026-11-14T23:59', 'AoE', '2026-11-15T11:59:00.000Z', '2026-11-14 23:59 AoE (UTC−12)'],
    ['2026-07-01T17:00', 'Europe/Berlin', '2026-07-01T15:00:00.000Z', '2026-07-01 17:00 Europe/Berlin (UTC+2)'],
    ['2026-12-01T17:00', 'Europe/Berlin', '2026-12-01T16:00:00.000Z', '2026-12-01 17:00 Europe/Berlin (UTC+1)'],
    // Clocks go back: 01:30 comes twice, and the first is meant. Going forward they skip 02:00 to 03:00.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01 01:30 America/New_York (UTC−4)'],
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08 03:00 America/New_York (UTC−4)'],
    ['2026-11-23T23:59', 'Asia/Kolkata', '2026-11-23T18:29:00.000Z', '2026-11-23 23:59 Asia/Kolkata (UTC+5:30)'],
  ])('%s %s is %s', (local, zone, instant, words) => {
    const at = instantOfAnnounced('deadlines.0', { localTime: local, zone });
    expect(at.toISOString()).toBe(instant);
    expect(announcement({ local, zone, at })).toBe(words);
  });

  it.each([
    ['2026-03-08T02:30', 'America/New_York', 'TIME_DOES_NOT_EXIST', 'deadlines.1.localTime'],
    ['2026-11-23T23:59', 'Mars/Olympus', 'ZONE_UNKNOWN', 'deadlines.1.zone'],
    ['2026-02-30T12:00', 'AoE', 'LOCAL_TIME_INVALID', 'deadlines.1.localTime'],
    ['23 November', 'AoE', 'LOCAL_TIME_INVALID', 'deadlines.1.localTime'],
  ])('%s %s is refused as %s, naming the field', (localTime, zone, code, field) => {
    expect(() => instantOfAnnounced('deadlines.1', { localTime, zone })).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ field }) }));
  });
});
