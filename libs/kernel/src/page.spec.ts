import { describe, expect, it } from '@jest/globals';

import { decodeCursor, decodePlace, encodeCursor, pageOf, pageSize } from './page.js';

describe('pages', () => {
  it('shows as many as were asked for and knows that there are more', () => {
    const page = pageOf([1, 2, 3], 2, (row) => [row]);
    expect(page).toMatchObject({ nodes: [1, 2], hasMore: true });
    expect(decodeCursor(page.endCursor!, 1)).toEqual([2]);
    expect(pageOf([], 2, () => [])).toEqual({ nodes: [], endCursor: null, hasMore: false });
  });

  it('keeps any text in a cursor', () => {
    expect(decodeCursor(encodeCursor(['Übung “∑”', null, 1.5]), 3)).toEqual(['Übung “∑”', null, 1.5]);
  });

  it('refuses a cursor that it did not make', () => {
    for (const wrong of ['', '%%%', encodeCursor(['a']), btoa('{"a":1}')]) {
      expect(() => decodeCursor(wrong, 2)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
    }
  });

  it('reads a place in time only from a cursor that holds one', () => {
    const id = '0b7e2b1c-98c8-4c58-8a4b-0f0f6e1f3c11';
    expect(decodePlace(encodeCursor(['2026-09-01T12:00:00.000Z', id]))).toEqual({ at: '2026-09-01T12:00:00.000Z', id });
    for (const wrong of [['2026-09-01', id], ['2026-99-01T12:00:00.000Z', id], ['2026-09-01T12:00:00.000Z', 'x'], [1, id]]) {
      expect(() => decodePlace(encodeCursor(wrong))).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
    }
  });

  it('refuses a page that is empty or too large', () => {
    for (const first of [0, 101, 1.5, -1]) expect(() => pageSize({ first })).toThrow(expect.objectContaining({ code: 'PAGE_SIZE' }));
    expect(pageSize({})).toBe(50);
  });
});
