import * as Y from 'yjs';

import { Reader } from '../bytes.js';
import { Auth, Kind, stateRequestMessage, Sync, updateMessage } from '../wire.js';
import type { MemoryNetwork, Wire } from './memory-network.js';

/** A client that says exactly what it is told to, for tests of the protocol. Its document is kept by hand. */
export class RawClient {
  readonly doc = new Y.Doc();
  readonly wire: Wire;
  private read = 0;

  constructor(network: MemoryNetwork, url?: string) {
    this.wire = network.dial(url);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.say(updateMessage(update));
    });
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  say(message: Uint8Array): void {
    this.wire.toServer(message);
  }

  sync(): void {
    this.say(stateRequestMessage(Y.encodeStateVector(this.doc)));
  }

  /** Answers the server's request for whatever it has not: with everything. */
  answer(doc: Y.Doc = this.doc): void {
    const message = updateMessage(Y.encodeStateAsUpdate(doc));
    message[1] = Sync.state;
    this.say(message);
  }

  /** Takes what has arrived into the document, and says what it was: `update`, `state`, `saved 3`, `denied READ_ONLY`, … */
  take(): string[] {
    const news = this.wire.received.slice(this.read).map((message) => this.understand(new Reader(message)));
    this.read = this.wire.received.length;
    return news;
  }

  private understand(reader: Reader): string {
    switch (reader.varUint()) {
      case Kind.sync:
        return this.understandSync(reader);
      case Kind.presence:
        return `presence ${states(new Reader(reader.varBytes())).join(' ')}`;
      default:
        return understandAuth(reader);
    }
  }

  private understandSync(reader: Reader): string {
    const subtype = reader.varUint();
    if (subtype === Sync.stateVector) return 'asked';
    Y.applyUpdate(this.doc, reader.varBytes(), this);
    return subtype === Sync.state ? 'state' : 'update';
  }
}

const states = (reader: Reader): string[] =>
  Array.from({ length: reader.varUint() }, () => {
    const client = reader.varUint();
    reader.varUint();
    return `${client}=${reader.string()}`;
  });

function understandAuth(reader: Reader): string {
  switch (reader.varUint()) {
    case Auth.denied:
      return `denied ${reader.string()}`;
    case Auth.saved:
      return `saved ${reader.varUint()}`;
    case Auth.told:
      return `told ${reader.string()}`;
    default:
      return 'pulse';
  }
}
