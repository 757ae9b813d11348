import type { Batch } from '../batch.js';
import type { Connection } from '../connection.js';

type Listener<Event> = ((event: Event) => void) | null;

/** Takes the server's end of a wire; the address is the one the client dialled. */
export type Accept = (connection: Connection, url: URL) => void;

/**
 * Wires between a hub and clients in one process. `WebSocket` is a class that a stock `y-websocket` provider takes for the
 * browser's. Bytes arrive in order, in later turns of the event loop, and never after a cut.
 */
export class MemoryNetwork {
  /** Wires that are open or opening. */
  readonly wires = new Set<Wire>();
  readonly WebSocket: typeof WebSocket;
  /** Null while the server is down: dialling fails. */
  accept: Accept | null;

  constructor(accept: Accept | null) {
    this.accept = accept;
    const dial = (url: string | URL, client: ClientSocket): Wire => new Wire(this, new URL(url), client);
    this.WebSocket = class extends ClientSocket {
      constructor(url: string | URL) {
        super();
        this.wire = dial(url, this);
      }
    } as unknown as typeof WebSocket;
  }

  dial(url = 'ws://hub/room'): Wire {
    return new Wire(this, new URL(url), new ClientSocket());
  }

  /** As when the server process dies, or the network: nobody says goodbye. */
  cutAll(): void {
    for (const wire of [...this.wires]) wire.cut();
  }
}

/** The client's end, with as much of the browser's interface as a provider uses. */
class ClientSocket {
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: Listener<object> = null;
  onmessage: Listener<{ data: ArrayBuffer }> = null;
  onclose: Listener<{ code: number; reason: string }> = null;
  onerror: Listener<object> = null;
  wire: Wire | null = null;

  send(data: Uint8Array): void {
    if (this.readyState === this.OPEN) this.wire?.toServer(data.slice());
  }

  close(): void {
    this.wire?.end(1000, '');
  }
}

export class Wire implements Connection {
  /** What the client got, for tests that speak the protocol themselves. */
  readonly received: Uint8Array[] = [];
  closedWith: { code: number; reason: string } | null = null;
  bufferedAmount = 0;

  private hear: ((data: Uint8Array, binary: boolean) => void) | null = null;
  private bye: (() => void) | null = null;
  private dead = false;
  private held: Uint8Array[] | null = null;

  constructor(
    private readonly network: MemoryNetwork,
    url: URL,
    private readonly client: ClientSocket,
  ) {
    network.wires.add(this);
    setImmediate(() => this.open(url));
  }

  /** The client stops reading, as one does whose process is suspended. */
  hold(): void {
    this.held ??= [];
  }

  /** It reads again, at first all that was kept for it. */
  release(): void {
    const held = this.held ?? [];
    this.held = null;
    this.bufferedAmount = 0;
    for (const message of held) this.toClient(message);
  }

  toServer(data: Uint8Array, binary = true): void {
    setImmediate(() => {
      if (!this.dead) this.hear?.(data, binary);
    });
  }

  send(batch: Batch): void {
    for (const message of batch.messages) {
      if (this.held === null) setImmediate(() => this.toClient(message.slice()));
      else if (this.held.push(message.slice()) > 0) this.bufferedAmount += message.length;
    }
  }

  close(code: number, reason: string): void {
    setImmediate(() => this.end(code, reason));
  }

  onMessage(hear: (data: Uint8Array, binary: boolean) => void): void {
    this.hear = hear;
  }

  onClose(bye: () => void): void {
    this.bye = bye;
  }

  cut(): void {
    this.end(1006, '');
  }

  end(code: number, reason: string): void {
    if (this.dead) return;
    this.dead = true;
    this.closedWith = { code, reason };
    this.network.wires.delete(this);
    this.client.readyState = 3;
    this.bye?.();
    setImmediate(() => this.client.onclose?.({ code, reason }));
  }

  private open(url: URL): void {
    if (this.dead) return;
    if (this.network.accept === null) return this.end(1006, '');
    this.client.readyState = this.client.OPEN;
    this.network.accept(this, url);
    this.client.onopen?.({});
  }

  private toClient(message: Uint8Array): void {
    if (this.dead) return;
    this.received.push(message);
    this.client.onmessage?.({ data: message.buffer as ArrayBuffer });
  }
}
