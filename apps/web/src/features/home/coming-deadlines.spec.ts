import { describe, expect, it } from '@jest/globals';

import { comingDeadlines } from './coming-deadlines';

const aiming = (id: string, at: string | null, withdrawnAt: string | null = null) => ({
  submissions: [{ withdrawnAt, venue: { name: id }, nextDeadline: at === null ? null : { id, at } }],
});

describe('the deadlines that come up', () => {
  it('are the three nearest, whichever proposal aims at them', () => {
    const proposals = [aiming('far', '2027-03-01T00:00:00Z'), aiming('second', '2026-12-01T00:00:00+14:00'), aiming('third', '2026-12-01T00:00:00Z'), aiming('first', '2026-11-14T00:00:00Z')];
    expect(comingDeadlines(proposals).map(({ id }) => id)).toEqual(['first', 'second', 'third']);
  });

  it('leave out what was withdrawn, and venues with nothing ahead', () => {
    expect(comingDeadlines([aiming('withdrawn', '2026-12-01T00:00:00Z', '2026-11-01T00:00:00Z'), aiming('over', null)])).toEqual([]);
  });
});
