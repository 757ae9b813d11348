import * as Y from 'yjs';

import type { Compactor } from './compactor.js';
import { fold } from './fold.js';

/** A compactor on the caller's own thread: for tests and scripts. */
export const inlineCompactor = (): Compactor => ({
  fold: async (base, rows) => fold(base, rows),
  diff: async (data, stateVector) => Y.diffUpdate(data, stateVector),
  stop: async () => undefined,
});
