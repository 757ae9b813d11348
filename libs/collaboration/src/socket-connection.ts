import type { Duplex } from 'node:stream';

import { type RawData, WebSocket } from 'ws';

import type { Batch, CloseCode, Connection } from '#libs/sync';

/** How long the other side may take to say goodbye. */
const GOODBYE_MS = 3_000;
/** So many pings without a word, and the wire is taken for dead. */
const SILENT_PINGS = 2;

/** A websocket of `ws` as the engine sees it. */
export class SocketConnection implements Connection {
  /** Resolves when the wire is gone, whoever cut it. */
  readonly closed: Promise<void>;
  private unanswered = 0;

  constructor(
    private readonly socket: WebSocket,
    /** What the websocket runs on: without compression, frames that are ready can be written to it as they are. */
    private readonly wire: Duplex,
  ) {
    // A protocol error of the other side; `ws` closes with the right code, and only a listener is asked of us.
    socket.on('error', () => undefined);
    socket.on('pong', () => (this.unanswered = 0));
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  get bufferedAmount(): number {
    return this.wire.writableLength;
  }

  send(batch: Batch): void {
    if (this.socket.readyState === WebSocket.OPEN) this.wire.write(batch.framed);
  }

  close(code: CloseCode, reason: string): void {
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), GOODBYE_MS).unref();
  }

  onMessage(listener: (data: Uint8Array, binary: boolean) => void): void {
    // With the default `binaryType` a message is one Buffer.
    this.socket.on('message', (data: RawData, binary: boolean) => listener(data as Buffer, binary));
  }

  onClose(listener: () => void): void {
    this.socket.once('close', listener);
  }

  /** A peer that vanished without a goodbye is found by its silence. */
  ping(): void {
    if (this.unanswered++ >= SILENT_PINGS) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }
}
