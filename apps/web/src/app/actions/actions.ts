import { useEffect, useSyncExternalStore } from 'react';

import { ActionRegistry, type PageAction } from './registry';

/** One page, one registry. */
const registry = new ActionRegistry();

/**
 * Offers actions for as long as the component is on the page. Make the list with `useMemo`: a new list is a new offer.
 *
 * Listed in the palette under "Do, here", and among the keys of the page (`?`); the key works wherever the focus is, single
 * letters only outside of fields.
 */
export function usePageActions(actions: readonly PageAction[]): void {
  useEffect(() => registry.add(actions), [actions]);
}

export const useOfferedActions = (): readonly PageAction[] => useSyncExternalStore(registry.subscribe, registry.list, registry.list);

/** What is offered for a chord now; the innermost offer wins. */
export const actionFor = (chord: string): PageAction | undefined => registry.list().find(({ keys, when }) => keys === chord && (when?.() ?? true));
