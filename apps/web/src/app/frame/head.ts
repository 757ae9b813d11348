import { useEffect, useSyncExternalStore } from 'react';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface PageHead {
  /** What the tab and the last breadcrumb say. */
  readonly title: string;
  /** The way to it, from the outside in. Without it, the group leads to the page. */
  readonly trail?: readonly Crumb[] | undefined;
}

let head: PageHead | null = null;
const listeners = new Set<() => void>();

function set(next: PageHead | null): void {
  head = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Names a page whose name is not known before its data: a proposal, a meeting. Undefined while it is not known yet; the
 * title of the route stands until then. Make `trail` with `useMemo` or outside of the component.
 */
export function usePageHead(title: string | undefined, trail?: readonly Crumb[]): void {
  useEffect(() => {
    if (title === undefined) return undefined;
    set({ title, trail });
    return () => { set(null); };
  }, [title, trail]);
}

export const useCurrentHead = (): PageHead | null => useSyncExternalStore(subscribe, () => head, () => head);
