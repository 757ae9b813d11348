import type { SuggestionKeyDownProps, SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';

export interface MenuState<Item> {
  readonly items: readonly Item[];
  readonly chosen: number;
  readonly choose: (item: Item) => void;
  /** Puts an element beside the text that is being typed, and keeps it there; returns how to stop. */
  readonly place: (element: HTMLElement) => () => void;
  /** The writer's own text field, which keeps the focus. */
  readonly field: HTMLElement;
}

/**
 * What stands beside the caret while a name or a command is typed: the state of one list, fed by the editor and shown by
 * React. The focus stays in the text; arrows, Enter and Tab choose.
 */
export class SuggestionMenu<Item> {
  private current: MenuState<Item> | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): MenuState<Item> | null => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly move = (chosen: number): void => {
    if (this.current !== null) this.set({ ...this.current, chosen });
  };

  /** For TipTap's suggestion utility. */
  readonly render: NonNullable<SuggestionOptions<Item, Item>['render']> = () => ({
    onStart: (props) => { this.set(stateOf(props)); },
    onUpdate: (props) => { this.set(stateOf(props)); },
    onKeyDown: (pressed) => this.press(pressed),
    onExit: () => { this.set(null); },
  });

  private press({ event }: SuggestionKeyDownProps): boolean {
    const state = this.current;
    if (state === null || state.items.length === 0) return false;
    const { items, chosen } = state;
    if (event.key === 'ArrowDown') this.move((chosen + 1) % items.length);
    else if (event.key === 'ArrowUp') this.move((chosen + items.length - 1) % items.length);
    else if (event.key === 'Enter' || event.key === 'Tab') state.choose(items[chosen] as Item);
    else return false;
    return true;
  }

  private set(next: MenuState<Item> | null): void {
    this.current = next;
    for (const listener of this.listeners) listener();
  }
}

const stateOf = <Item>({ items, command, mount, editor }: SuggestionProps<Item, Item>): MenuState<Item> => ({
  items, chosen: 0, choose: command, place: mount, field: editor.view.dom,
});
