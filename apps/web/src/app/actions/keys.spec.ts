import { describe, expect, it } from '@jest/globals';

import { chordOf, isPlain, keyCaps, type KeyPress, KeyReader } from './keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys', () => {
  it('have one name on every keyboard', () => {
    expect(chordOf(press('K', { ctrlKey: true }))).toBe('mod+k');
    expect(chordOf(press('k', { metaKey: true }))).toBe('mod+k');
    expect(chordOf(press('m', { ctrlKey: true, altKey: true }))).toBe('ctrl+alt+m');
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?');
    expect(chordOf(press('F6', { shiftKey: true }))).toBe('shift+f6');
  });

  it('belong to the field when they would write something there', () => {
    expect(isPlain(press('n'))).toBe(true);
    expect(isPlain(press('?', { shiftKey: true }))).toBe(true);
    expect(isPlain(press('k', { ctrlKey: true }))).toBe(false);
    expect(isPlain(press('F6'))).toBe(false);
  });

  it('are read two in a row after G, if the second comes soon', () => {
    const reader = new KeyReader();
    expect(reader.read('g', 0)).toBeNull();
    expect(reader.read('h', 1_000)).toBe('g h');
    expect(reader.read('h', 1_100)).toBe('h');
    expect(reader.read('g', 2_000)).toBeNull();
    expect(reader.read('n', 4_000)).toBe('n');
  });

  it('are shown as they are printed', () => {
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
    expect(keyCaps('g h', false)).toEqual(['G', 'H']);
  });
});
