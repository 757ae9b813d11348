import { useEffect } from 'react';

import { actionFor } from './actions';
import { chordOf, isPlain, KeyReader } from './keys';

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';

/** Whether typing goes into something now. */
const writes = (target: EventTarget | null): boolean => target instanceof Element && target.closest(FIELDS) !== null;

/**
 * Runs what the page offers for the keys that are pressed. A dialog keeps its keys to itself. `singleKeys` is the person's
 * choice whether single letters do anything.
 */
export function useKeyboard(singleKeys: boolean): void {
  useEffect(() => {
    const reader = new KeyReader();
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (inDialog || (isPlain(event) && (!singleKeys || writes(event.target)))) return;
      const chord = reader.read(chordOf(event), event.timeStamp);
      const action = chord === null ? undefined : actionFor(chord);
      if (action === undefined || action.missing !== undefined) return;
      event.preventDefault();
      void action.run();
    };
    window.addEventListener('keydown', press);
    return () => { window.removeEventListener('keydown', press); };
  }, [singleKeys]);
}
