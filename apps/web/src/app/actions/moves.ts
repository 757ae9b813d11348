import type { PageAction } from './registry';

const ROWS = 'main [data-row]';
const REGIONS = '[data-region]';

const seen = (element: HTMLElement): boolean => element.offsetParent !== null || element.getClientRects().length > 0;
const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)].filter(seen);

/** The row that holds the focus, by the name that its page gave it. */
export const focusedRow = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] || undefined;

/** Moves the focus `by` places among `elements` from the one that holds it; from outside, to the first or the last. */
function step(elements: HTMLElement[], by: 1 | -1, around: boolean): void {
  const held = elements.findIndex((element) => element.contains(document.activeElement));
  const outside = by === 1 ? 0 : elements.length - 1;
  const next = held < 0 ? outside : held + by;
  elements.at(around ? next % elements.length : Math.min(Math.max(next, 0), elements.length - 1))?.focus();
}

const onRow = (): boolean => document.activeElement instanceof HTMLElement && 'row' in document.activeElement.dataset;

const openRow = (): void => { document.activeElement?.querySelector<HTMLElement>('a[href], button')?.click(); };

/** The rows of a list are elements with `data-row` that can take the focus; regions carry `data-region`. */
export const moves: readonly PageAction[] = [
  { id: 'row-next', label: 'Next row', section: 'move', keys: 'j', run: () => { step(all(ROWS), 1, false); } },
  { id: 'row-previous', label: 'Previous row', section: 'move', keys: 'k', run: () => { step(all(ROWS), -1, false); } },
  { id: 'row-open', label: 'Open the row', section: 'move', keys: 'enter', when: onRow, run: openRow },
  { id: 'region-next', label: 'Next region of the page', section: 'move', keys: 'f6', run: () => { step(all(REGIONS), 1, true); } },
  { id: 'region-previous', label: 'Previous region of the page', section: 'move', keys: 'shift+f6', run: () => { step(all(REGIONS), -1, true); } },
];
