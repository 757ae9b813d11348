/** The parts of a `KeyboardEvent` that name a chord. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The name of a chord: `k`, `?`, `f6`, `mod+k`, `ctrl+alt+m`, `shift+tab`. `mod` is ⌘ or Ctrl alone, whichever the
 * keyboard has. Shift is named only with keys that have a name of their own: with a letter or a sign it already changed it.
 */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const mod = metaKey || (ctrlKey && !altKey);
  const parts = [mod && 'mod', ctrlKey && !mod && 'ctrl', altKey && 'alt', shiftKey && key.length > 1 && 'shift', key.toLowerCase()];
  return parts.filter((part) => part !== false).join('+');
}

/** Whether a key would write something: one sign, with nothing held. Such keys belong to a field while one has the focus. */
export const isPlain = (press: KeyPress): boolean => press.key.length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;

/** How long the first letter of two waits for the second. */
const PATIENCE_MS = 1_500;

/** Reads two letters in a row (`g h`) as one: after `g`, the next key within 1.5 s is named together with it. */
export class KeyReader {
  private heldAt = -Infinity;

  /** The chord to look up, or null when it is the first of two. `now` in milliseconds of any one clock. */
  read(chord: string, now: number): string | null {
    const second = now - this.heldAt <= PATIENCE_MS;
    this.heldAt = -Infinity;
    if (second) return `g ${chord}`;
    if (chord !== 'g') return chord;
    this.heldAt = now;
    return null;
  }
}

const NAMES: Record<string, string> = { enter: 'Enter', esc: 'Esc', alt: 'Alt', ctrl: 'Ctrl', shift: 'Shift', tab: 'Tab', arrowright: '→', arrowleft: '←' };

/** The keys of a chord as they are printed on the keyboard: `mod+k` is ⌘ and K on a Mac, Ctrl and K elsewhere. */
export function keyCaps(chord: string, mac: boolean): string[] {
  return chord.split(/[ +]/).map((key) => {
    if (key === 'mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'alt' && mac) return '⌥';
    return NAMES[key] ?? key.toUpperCase();
  });
}
