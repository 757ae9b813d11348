import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import { Clocks } from '../clocks.js';

/** Where a device remembers, across reloads and beside the document itself, what was not saved: `localStorage` under one key will do. */
export interface Memory {
  get(): string | null;
  set(text: string): void;
}

interface Remembered {
  readonly pending: number;
  /** The state vector when everything was last known to be durable. */
  readonly saved: string | null;
}

/**
 * The count of unsaved changes across reloads. It is written before the change itself reaches the device's storage, so a
 * crash cannot make it too small; two tabs write over each other's count, so the state vector is compared as well.
 */
export class Recollection {
  /** What was not known to be saved when the last visit ended. */
  readonly pending: number;
  private saved: string | null;

  constructor(private readonly memory: Memory | null) {
    const found = read(memory);
    this.pending = found.pending;
    this.saved = found.saved;
  }

  /** How many more changes of earlier visits `doc`, as loaded from this device, shows to be unsaved. */
  forgotten(doc: Y.Doc): number {
    return Math.max(0, clientsAhead(doc, this.saved) - this.pending);
  }

  keep(doc: Y.Doc, pending: number, isSaved: boolean): void {
    if (this.memory === null) return;
    if (isSaved) this.saved = toBase64(Y.encodeStateVector(doc));
    this.memory.set(JSON.stringify({ pending, saved: this.saved } satisfies Remembered));
  }
}

function read(memory: Memory | null): Remembered {
  try {
    const found = JSON.parse(memory?.get() ?? 'null') as Partial<Remembered> | null;
    return { pending: Number(found?.pending ?? 0), saved: typeof found?.saved === 'string' ? found.saved : null };
  } catch {
    // Somebody else's text under our key is as good as none.
    return { pending: 0, saved: null };
  }
}

/** Not counting what was written under this visit's client id: that is counted as it is written. */
function clientsAhead(doc: Y.Doc, saved: string | null): number {
  const known = saved === null ? Clocks.empty() : Clocks.decode(fromBase64(saved));
  const ahead = [...Y.decodeStateVector(Y.encodeStateVector(doc))].filter(([client, clock]) => client !== doc.clientID && clock > known.of(client)).length;
  // With nothing to compare, a document that is not empty holds something; who knows how much.
  return saved === null ? Math.min(ahead, 1) : ahead;
}
