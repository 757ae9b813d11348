import { describe, expect, it } from '@jest/globals';

import { rowsShown } from './portfolio';

const now = new Date('2026-11-11T12:00:00Z');
const row = (name: string, at: string | null, openConcerns = 0) => ({ name, openConcerns, nextDeadline: at === null ? null : { at } });
const rows = [row('draft', null), row('far', '2026-12-11T12:00:01Z'), row('near', '2026-12-11T12:00:00Z'), row('nowhere', null, 2)];
const names = (filter: Parameters<typeof rowsShown>[1]) => rowsShown(rows, filter, now).map(({ name }) => name);

describe('the rows of the portfolio', () => {
  it('“due in 30 days” leaves what is due within them, the last moment included', () => {
    expect(names('due')).toEqual(['near']);
  });

  it('“open concerns” leaves what has some, whether or not it aims at a venue', () => {
    expect(names('concerns')).toEqual(['nowhere']);
  });

  it('“all” leaves everything: what is due first stands first, the rest keeps its order after it', () => {
    expect(names('all')).toEqual(['near', 'far', 'draft', 'nowhere']);
  });
});
