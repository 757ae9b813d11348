import { useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The query of an address as plain text, `?q=rare&stage=draft`: what people copy and send stays readable. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * One parameter of the address's query: a filter, a sort, the open panel. Kept there, a copied address shows the same.
 * Setting it replaces the entry in the history, so that "back" leaves the page and does not undo filters, and nothing scrolls.
 */
export function useParameter(name: string): [value: string | undefined, set: (value: string | undefined) => void] {
  const router = useRouter();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const set = useCallback((value: string | undefined) => {
    const present = router.state.location;
    const query = stringifySearch({ ...present.search, [name]: value });
    void router.navigate({ href: `${present.pathname}${query}${present.hash === '' ? '' : `#${present.hash}`}`, replace: true, resetScroll: false });
  }, [router, name]);
  return [search[name], set];
}

/**
 * The place within the page that is open, as the address's fragment names it: `#thread=…`, `#item=…`. It survives
 * copying, and setting it neither scrolls nor adds to the history.
 */
export function usePlaceWithin(kind: 'thread' | 'item'): [id: string | null, set: (id: string | null) => void] {
  const router = useRouter();
  const id = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get(kind) });
  const set = useCallback((next: string | null) => {
    const { pathname, searchStr } = router.state.location;
    const fragment = next === null ? '' : `#${kind}=${encodeURIComponent(next)}`;
    void router.navigate({ href: `${pathname}${searchStr}${fragment}`, replace: true, resetScroll: false, hashScrollIntoView: false });
  }, [router, kind]);
  return [id, set];
}
