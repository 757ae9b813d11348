import { describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel';

import { InputPipe } from './input.pipe.js';

const pipe = new InputPipe();
const id = newId();
const NOTHING = '00000000-0000-0000-0000-000000000000';

const taken = (name: string, value: unknown): Promise<unknown> => pipe.transform(value, { type: 'body', data: name });

describe('what comes in', () => {
  it('keeps ids that can be, and makes of all others the id of nothing', async () => {
    expect(await taken('id', id)).toBe(id);
    expect(await taken('proposalId', 'x')).toBe(NOTHING);
    expect(await taken('input', { readerIds: [id, 'x'], nested: { ownerId: '1' }, title: 'x' })).toEqual({ readerIds: [id, NOTHING], nested: { ownerId: NOTHING }, title: 'x' });
  });

  it.each([
    ['email', 'a\0b', 'email'],
    ['input', { title: 'x', anchor: { quote: 'a\0' } }, 'quote'],
    ['topics', ['x', '\0'], 'topics'],
  ])('is refused by the name of the field when a text of “%s” cannot be stored', async (name, value, field) => {
    await expect(taken(name, value)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
  });

  it('is refused when it is a time that is none', async () => {
    await expect(taken('input', { startsAt: new Date('yesterday') })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'startsAt' } });
    expect(await taken('startsAt', new Date(0))).toEqual(new Date(0));
  });

  it('has whole letters only, wherever a text was cut', async () => {
    expect(await taken('input', { title: 'a\ud83d', topics: ['\ude00', '😀'] })).toEqual({ title: 'a\uFFFD', topics: ['\uFFFD', '😀'] });
  });

  it('leaves what was not given as it was', async () => {
    expect([await taken('search', undefined), await taken('search', null)]).toEqual([undefined, null]);
  });
});
