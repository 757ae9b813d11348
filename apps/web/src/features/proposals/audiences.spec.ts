import { describe, expect, it } from '@jest/globals';

import { audienceSentence, widens } from './audiences';

const [one, two] = [{}, {}];

describe('who may read, in words', () => {
  it('names the authors, the audience, and how many were named', () => {
    expect(audienceSentence({ audience: 'authors', authors: [one], readers: [] })).toBe('The author alone may read');
    expect(audienceSentence({ audience: 'named', authors: [one, two], readers: [one] })).toBe('The authors and 1 person by name may read');
    expect(audienceSentence({ audience: 'leads', authors: [one], readers: [] })).toBe('The authors and the leads may read');
    expect(audienceSentence({ audience: 'group', authors: [one], readers: [one, two] })).toBe('The group may read, and 2 people by name');
  });
});

describe('sharing', () => {
  it('is asked about only where it lets more people read', () => {
    expect([widens('authors', 'leads'), widens('leads', 'group'), widens('named', 'group')]).toEqual([true, true, true]);
    expect([widens('group', 'leads'), widens('group', 'group'), widens('authors', 'named')]).toEqual([false, false, false]);
  });
});
