import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is off in this browser: nothing is remembered, everything works.
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** A yes or no of this person on this device, e.g. whether the navigation is folded; `otherwise` until it was chosen. */
export function useRemembered(name: string, otherwise: boolean): [value: boolean, set: (value: boolean) => void] {
  const key = `cq.${name}`;
  const stored = useSyncExternalStore(subscribe, () => read(key));
  const set = useCallback((value: boolean) => { write(key, value ? 'yes' : 'no'); }, [key]);
  return [stored === null ? otherwise : stored === 'yes', set];
}
