import { Portal } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useId, useSyncExternalStore } from 'react';

import styles from './suggestion-list.module.css';
import type { MenuState, SuggestionMenu } from './suggestion-menu';

interface SuggestionListProps<Item> {
  readonly menu: SuggestionMenu<Item>;
  readonly label: string;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}

/** The list of a {@link SuggestionMenu}. The text field keeps the focus and names the chosen row to screen readers. */
export function SuggestionList<Item>({ menu, ...rest }: SuggestionListProps<Item>): ReactNode {
  const state = useSyncExternalStore(menu.subscribe, menu.get);
  if (state === null || state.items.length === 0) return null;
  return <Portal><OpenList menu={menu} state={state} {...rest} /></Portal>;
}

function OpenList<Item>({ menu, state, label, keyOf, children }: SuggestionListProps<Item> & { state: MenuState<Item> }): ReactNode {
  const { items, chosen, choose, place, field } = state;
  const id = useId();
  const placed = useCallback((element: HTMLDivElement | null) => (element === null ? undefined : place(element)), [place]);
  useEffect(() => {
    field.setAttribute('aria-controls', id);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [field, id]);
  useEffect(() => {
    field.setAttribute('aria-activedescendant', `${id}-${chosen}`);
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [field, id, chosen]);

  return (
    <div className={styles.list} ref={placed} id={id} role="listbox" aria-label={label}>
      {items.map((item, index) => (
        <div
          key={keyOf(item)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseEnter={() => { menu.move(index); }}
          // Not on click: the text would lose the focus first.
          onMouseDown={(event) => {
            event.preventDefault();
            choose(item);
          }}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
