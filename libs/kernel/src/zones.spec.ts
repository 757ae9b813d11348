import { describe, expect, it } from '@jest/globals';

import { AOE, instantOf, isZone, localOf, zoneLabel } from './zones.js';

describe('zones', () => {
  it('ends a day in AoE twelve hours after it ends in UTC', () => {
    expect(instantOf('2026-11-23T23:59', AOE).toISOString()).toBe('2026-11-24T11:59:00.000Z');
  });

  it('shows the same instant on two walls', () => {
    const instant = instantOf('2026-11-14T23:59', AOE);
    expect(localOf(instant, 'Europe/Berlin')).toBe('2026-11-15T12:59:00');
    expect(localOf(instant, AOE)).toBe('2026-11-14T23:59:00');
  });

  it('refuses an hour that a clock change skips and takes the first of one that comes twice', () => {
    expect(() => instantOf('2026-03-29T02:30', 'Europe/Berlin')).toThrow(expect.objectContaining({ code: 'TIME_DOES_NOT_EXIST' }));
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('refuses what is no zone and what is no time', () => {
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(() => instantOf('2026-01-01T00:00', 'Mars/Olympus')).toThrow(expect.objectContaining({ code: 'ZONE_UNKNOWN' }));
    for (const wrong of ['2026-13-01T00:00', 'tomorrow', '2026-02-30T10:00', '0026-11-23T23:59', '2026-02-28T10:00:99']) {
      expect(() => instantOf(wrong, 'UTC')).toThrow(expect.objectContaining({ code: 'LOCAL_TIME_INVALID' }));
    }
  });

  it('says how far a zone is from UTC', () => {
    const winter = new Date('2026-01-15T00:00:00Z');
    expect(zoneLabel(AOE, winter)).toBe('AoE (UTC−12)');
    expect(zoneLabel('Asia/Kolkata', winter)).toBe('Asia/Kolkata (UTC+5:30)');
  });
});
