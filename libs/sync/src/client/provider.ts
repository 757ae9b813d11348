import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

import { Reader } from '../bytes.js';
import { CloseCode, isFinal } from '../close-codes.js';
import { Auth, Kind, Sync } from '../wire.js';
import { type Memory, Recollection } from './memory.js';
import { Saving, type SavingState } from './saving.js';

export interface ColloquiumProviderOptions {
  readonly awareness?: Awareness;
  readonly params?: Record<string, string>;
  /** Resolves when the device's own copy is in the document, e.g. `persistence.whenSynced`. Nothing is sent before, so that "saved" includes it. */
  readonly loaded?: Promise<unknown>;
  /** Where the count of unsaved changes survives a reload. */
  readonly memory?: Memory;
  readonly maxBackoffTime?: number;
  readonly WebSocketPolyfill?: typeof WebSocket;
}

interface AwarenessChange {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}

/**
 * A `y-websocket` provider that also knows what is saved. `saving` and `onSaving` have the shape that React's
 * `useSyncExternalStore` asks for; nothing here depends on it.
 *
 * Other tabs are heard through the server only (`disableBc`): what came from a tab that is offline itself would be in this
 * document and on no server, and no receipt would tell.
 */
export class ColloquiumProvider extends WebsocketProvider {
  private readonly tally: Saving;
  private readonly listeners = new Set<() => void>();
  private isDestroyed = false;
  private readonly recollection: Recollection;
  private readonly noteWrite: (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction) => void;

  constructor(serverUrl: string, room: string, doc: Y.Doc, options: ColloquiumProviderOptions = {}) {
    const { loaded = Promise.resolve(), memory = null, WebSocketPolyfill = WebSocket, ...passed } = options;
    const tally = new Saving((state) => changed(state));
    // Registered before the provider's own listener, which sends: a change has to be counted when its message is.
    const noteWrite = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
      if (transaction.local) tally.write();
    };
    doc.on('update', noteWrite);
    super(serverUrl, room, doc, {
      ...passed,
      connect: false,
      disableBc: true,
      WebSocketPolyfill: counting(WebSocketPolyfill, tally),
      shouldReconnect: ({ code }) => !isFinal(code) && code !== CloseCode.rejected,
    });
    const changed = (state: SavingState): void => {
      this.recollection.keep(doc, state.pending, state.status === 'saved');
      for (const listener of this.listeners) listener();
    };
    this.tally = tally;
    this.noteWrite = noteWrite;
    this.recollection = new Recollection(memory);
    tally.restore(this.recollection.pending);
    this.messageHandlers[Kind.auth] = (_encoder, decoder) => this.hear(new Reader(decoder.arr.subarray(decoder.pos)));
    this.speakOnlyForItself();
    this.on('status', ({ status }) => status === 'connected' && this.arrive());
    this.on('connection-close', () => tally.lose());
    this.on('closed', ({ code, reason }) => tally.end(code, reason));
    // Whether or not the device could be read, the server can.
    void loaded.catch(() => undefined).then(() => this.begin());
  }

  /** What to tell the person who writes. */
  get saving(): SavingState {
    return this.tally.state;
  }

  onSaving(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  override destroy(): void {
    this.isDestroyed = true;
    this.doc.off('update', this.noteWrite);
    this.listeners.clear();
    super.destroy();
  }

  private begin(): void {
    if (this.isDestroyed) return;
    this.tally.restore(this.recollection.forgotten(this.doc));
    this.connect();
  }

  private arrive(): void {
    this.tally.open();
    // Others were told that we left, at this clock; only a higher one brings us back before the next heartbeat.
    const state = this.awareness.getLocalState();
    if (state !== null) this.awareness.setLocalState(state);
  }

  private hear(reader: Reader): void {
    switch (reader.varUint()) {
      case Auth.denied:
        return this.tally.refuse(reader.string());
      case Auth.saved:
        return this.tally.receipt(reader.varUint());
      case Auth.told:
        return this.tally.tell(reader.string());
    }
  }

  /** The stock provider repeats everybody's state to the server, which knows it already. */
  private speakOnlyForItself(): void {
    const repeat = this._awarenessUpdateHandler;
    this.awareness.off('update', repeat);
    this._awarenessUpdateHandler = (change: AwarenessChange, origin: unknown): void => {
      const ids = [...change.added, ...change.updated, ...change.removed];
      if (origin !== this && ids.includes(this.doc.clientID)) repeat(change, origin);
    };
    this.awareness.on('update', this._awarenessUpdateHandler);
  }
}

/** A WebSocket that notes which of its messages are changes. */
function counting(Base: typeof WebSocket, tally: Saving): typeof WebSocket {
  return class extends Base {
    constructor(...dialled: ConstructorParameters<typeof WebSocket>) {
      super(...dialled);
      tally.dial();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array && data[0] === Kind.sync && data[1] !== Sync.stateVector) tally.send(data[1] === Sync.state);
      super.send(data);
    }
  };
}
