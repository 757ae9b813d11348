import { describe, expect, it } from '@jest/globals';

import { addressOfMissing, leadsOn, moveWords } from './stages';

describe('a move of a proposal', () => {
  it('leads on, or back, or aside, and is named for it', () => {
    expect(moveWords('active', 'writing')).toBe('Start writing');
    expect(moveWords('active', 'open_for_feedback')).toBe('Back to open for feedback');
    expect(moveWords('active', 'parked')).toBe('Park…');
    expect(moveWords('parked', 'active')).toBe('Resume as active');
  });

  it('is the next step of the page only when it leads on', () => {
    expect(leadsOn('draft', 'open_for_feedback')).toBe(true);
    expect([leadsOn('active', 'open_for_feedback'), leadsOn('published', 'parked'), leadsOn('parked', 'active')]).toEqual([false, false, false]);
  });
});

describe('something missing', () => {
  it('leads to the field that it names, and otherwise to the page', () => {
    expect(addressOfMissing('p', 'field:primary_metric')).toBe('/proposals/p#field=primary_metric');
    expect(addressOfMissing('p', 'review:approval')).toBe('/proposals/p');
  });
});
