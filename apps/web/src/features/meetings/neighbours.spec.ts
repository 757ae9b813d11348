import { describe, expect, it } from '@jest/globals';

import { neighboursOf, seriesIn } from './neighbours';

const meeting = (id: string, startsAt: string, seriesKey: string | null = 'friday', title = id) => ({ id, title, startsAt, seriesKey });
const meetings = [
  meeting('third', '2026-11-27T09:00:00Z'),
  meeting('first', '2026-11-13T09:00:00Z'),
  meeting('second', '2026-11-20T09:00:00Z'),
  meeting('reading', '2026-11-21T09:00:00Z', 'reading'),
  meeting('alone', '2026-11-19T09:00:00Z', null),
];
const of = (id: string) => {
  const { previous, next } = neighboursOf(meetings.find((one) => one.id === id)!, meetings);
  return [previous?.id, next?.id];
};

describe('a series of meetings', () => {
  it('leads from each meeting to the one before and the one after', () => {
    expect(of('second')).toEqual(['first', 'third']);
    expect(of('first')).toEqual([undefined, 'second']);
    expect(of('third')).toEqual(['second', undefined]);
  });

  it('has nothing to do with other series, nor with meetings that stand alone', () => {
    expect(of('reading')).toEqual([undefined, undefined]);
    expect(of('alone')).toEqual([undefined, undefined]);
  });

  it('is called as its latest meeting is', () => {
    const renamed = meeting('fourth', '2026-12-04T09:00:00Z', 'friday', 'Group meeting');
    expect(seriesIn([...meetings, renamed])).toEqual([{ key: 'friday', title: 'Group meeting' }, { key: 'reading', title: 'reading' }]);
  });
});
