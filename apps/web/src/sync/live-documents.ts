import { IndexeddbPersistence } from 'y-indexeddb';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { ColloquiumProvider } from '#libs/sync/client';

import { copyName, memoryAt } from './device';

/** A document as this page holds it: its text, who is in it, and what the server has of it. */
export interface LiveDocument {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly provider: ColloquiumProvider;
  /** Resolves when this device's own copy is in `doc`. */
  readonly loaded: Promise<void>;
}

interface Held {
  readonly live: LiveDocument;
  holders: number;
}

/** A browser that never answers about its storage must not keep a document shut. */
const STORAGE_PATIENCE_MS = 3_000;

/**
 * The documents that this page has open, one connection for each, however many parts of the page show it.
 *
 * Who leaves a page does not wait for the network: a document with changes on their way stays connected until the server
 * has them, and only then is closed. Closing the tab meanwhile asks.
 */
class LiveDocuments {
  private readonly open = new Map<string, Held>();

  constructor() {
    window.addEventListener('beforeunload', (event) => { if (this.unsaved > 0) event.preventDefault(); });
    // A connection whose network is gone is noticed only when it is missed; the device knows at once.
    window.addEventListener('offline', () => { this.each((provider) => { provider.disconnect(); }); });
    window.addEventListener('online', () => { this.each((provider) => { if (provider.saving.ended === null) provider.connect(); }); });
  }

  /** Changes in all documents that the server has not said to be durable. */
  get unsaved(): number {
    return [...this.open.values()].reduce((sum, { live }) => sum + live.provider.saving.pending, 0);
  }

  find(userId: string, documentId: string): LiveDocument | null {
    return this.open.get(copyName(userId, documentId))?.live ?? null;
  }

  /** Opens the document, or joins whoever has it open. Returns the function that lets go of it. */
  hold(userId: string, documentId: string): () => void {
    const name = copyName(userId, documentId);
    const held = this.open.get(name) ?? { live: openDocument(name, documentId), holders: 0 };
    this.open.set(name, held);
    held.holders++;
    // Others do not see who only waits for the server; whoever comes back shows again.
    if (held.live.awareness.getLocalState() === null) held.live.awareness.setLocalState({});
    return () => {
      held.holders--;
      // Not at once: React lets go and takes hold again while it mounts.
      setTimeout(() => { this.closeWhenSaved(name, held); });
    };
  }

  private each(tell: (provider: ColloquiumProvider) => void): void {
    for (const { live } of this.open.values()) tell(live.provider);
  }

  private closeWhenSaved(name: string, held: Held): void {
    if (held.holders > 0 || this.open.get(name) !== held) return;
    const { provider, awareness } = held.live;
    awareness.setLocalState(null);
    const closeIfSaved = (): boolean => {
      if (held.holders === 0 && this.mayClose(held)) {
        this.open.delete(name);
        closeDocument(held.live);
      }
      return this.open.get(name) !== held || held.holders > 0;
    };
    if (closeIfSaved()) return;
    const stop = provider.onSaving(() => { if (closeIfSaved()) stop(); });
  }

  /** What the server refuses it will not take later; the copy on this device keeps it. */
  private mayClose({ live }: Held): boolean {
    const { pending, refused, ended } = live.provider.saving;
    return pending === 0 || refused !== null || ended !== null;
  }
}

export const liveDocuments = new LiveDocuments();

function openDocument(name: string, documentId: string): LiveDocument {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const copy = 'indexedDB' in window ? new IndexeddbPersistence(name, doc) : null;
  const loaded = Promise.race([copy?.whenSynced, pause(copy === null ? 0 : STORAGE_PATIENCE_MS)]).then(() => undefined);
  const provider = new ColloquiumProvider(`${location.origin.replace(/^http/, 'ws')}/collab`, documentId, doc, { awareness, loaded, memory: memoryAt(name) });
  return { doc, awareness, provider, loaded };
}

function closeDocument({ doc, awareness, provider }: LiveDocument): void {
  provider.destroy();
  awareness.destroy();
  doc.destroy();
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
