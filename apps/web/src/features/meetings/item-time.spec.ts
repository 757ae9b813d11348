import { describe, expect, it } from '@jest/globals';

import { itemTime } from './item-time';

const start = Date.parse('2026-11-13T09:00:00Z');
const after = (seconds: number) => itemTime('2026-11-13T09:00:00Z', 10, start + seconds * 1_000);

describe('the time of an item', () => {
  it('counts down to nothing, and then up', () => {
    expect([0, 228, 599.5, 600, 665].map((seconds) => after(seconds).figure)).toEqual(['10:00', '6:12', '0:01', '0:00', '+1:05']);
    expect([0, 300, 600, 700].map((seconds) => after(seconds).share)).toEqual([1, 0.5, 0, 0]);
  });

  it('says the same in words', () => {
    expect(after(228).words).toBe('6 minutes 12 seconds left of 10');
    expect(after(661).words).toBe('1 minute 1 second over 10');
  });

  it('is announced a minute before the end and at the end, each once', () => {
    const announced = Array.from({ length: 900 }, (_, second) => after(second).announcement);
    expect(announced.filter((words, index) => words !== announced[index - 1])).toEqual(['', 'One minute is left for this item.', 'The time of this item is over.']);
  });

  it('never shows more than was given, when the clock of this device lags', () => {
    expect(after(-45)).toMatchObject({ figure: '10:00', share: 1 });
  });
});
