import type { Icon as TablerIcon } from '@tabler/icons-react';

/** Where an action is listed. `move` is listed among the keys only: it means nothing once the palette has the focus. */
export type ActionSection = 'here' | 'everywhere' | 'go' | 'move';

/** Something that can be done now: by its key, or by its name in the palette. */
export interface PageAction {
  readonly id: string;
  /** A verb and its object, as on a button: "Mark a run superseded". */
  readonly label: string;
  readonly section?: ActionSection;
  readonly icon?: TablerIcon;
  /** A chord as `chordOf` names it: `n`, `mod+enter`, `ctrl+alt+m`; or two letters in a row: `g h`. */
  readonly keys?: string;
  /** Why it cannot be done now, where the person could come to be allowed. It is listed with this, and does nothing. */
  readonly missing?: string | undefined;
  /** Whether its key is for it at this moment; without it, always. For keys that mean something only on a focused row. */
  readonly when?: () => boolean;
  readonly run: () => unknown;
}

/** All that can be done on the page that is open. Pages add what they offer and take it away when they go. */
export class ActionRegistry {
  private readonly offers = new Set<readonly PageAction[]>();
  private readonly listeners = new Set<() => void>();
  private all: readonly PageAction[] = [];

  /** Returns the function that takes them away. */
  add(actions: readonly PageAction[]): () => void {
    // A copy, so that the same list offered twice is taken away once for each.
    const offer = [...actions];
    this.offers.add(offer);
    this.changed();
    return () => {
      this.offers.delete(offer);
      this.changed();
    };
  }

  /** The newest offer first: what the innermost part of the page offers is nearest. The same array until something changes. */
  readonly list = (): readonly PageAction[] => this.all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.all = [...this.offers].reverse().flat();
    for (const listener of this.listeners) listener();
  }
}
