import { describe, expect, it } from '@jest/globals';

import { newId, type UserId } from '#libs/kernel';

import { personOf } from './person.js';

describe('a person', () => {
  it('is drawn with the first letters of the first and the last name', () => {
    const initials = (name: string): string => personOf({ id: newId<UserId>(), name }).initials;
    expect(['Sam Rivera', 'Lea Maria de la Deng', 'Plato', 'Åsa Öberg', '李 明', '42'].map(initials)).toEqual(['SR', 'LD', 'P', 'ÅÖ', '李明', '']);
  });

  it('has one of eight colours, always the same', () => {
    const id = newId<UserId>();
    expect(personOf({ id, name: 'A' }).colour).toBe(personOf({ id, name: 'B' }).colour);
    expect(personOf({ id, name: 'A' }).colour).toBeLessThan(8);
  });
});
