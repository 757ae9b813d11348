import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let present = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  const time = Date.now();
  if (Math.floor(time / MINUTE) === Math.floor(present / MINUTE)) return;
  present = time;
  for (const listener of listeners) listener();
}

/** One clock for the whole page, so that no two times on it disagree. It stands still while nobody looks at it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 5_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const read = (): number => {
  // Nobody ticked while nobody listened, so the first to look again brings the clock up to date.
  if (timer === undefined && Date.now() - present >= MINUTE) present = Date.now();
  return present;
};

/** Now, renewed once a minute: the precision of everything that says "12 min ago" or "3 d 2 h". */
export function useNow(): Date {
  const time = useSyncExternalStore(subscribe, read, read);
  return new Date(time);
}
