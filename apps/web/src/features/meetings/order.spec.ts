import { describe, expect, it } from '@jest/globals';

import { minutesGiven, moved, placeOf } from './order';

describe('an agenda', () => {
  it('takes an item to its new place, and those between move up', () => {
    expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  });

  it('loses nothing when there is no such place', () => {
    expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
    expect(moved(['a', 'b'], 1, -1)).toEqual(['b', 'a']);
    expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  });

  it('counts its items from one', () => {
    expect(placeOf([{ id: 'a' }, { id: 'b' }], { id: 'b' })).toBe('item 2 of 2');
  });

  it('gives away only the minutes that items have', () => {
    expect(minutesGiven([{ minutes: 10 }, { minutes: null }, {}, { minutes: 5 }])).toBe(15);
  });
});
