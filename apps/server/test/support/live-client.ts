import { setTimeout as sleep } from 'node:timers/promises';

import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

import type { ServerProcess } from './server.js';

/** A person at a document: `y-websocket` as it is published, and the document that it keeps. */
export class LiveClient {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** The codes with which its connections were closed, oldest first. */
  readonly closings: number[] = [];

  constructor(
    private readonly server: ServerProcess,
    documentId: string,
    token: string,
  ) {
    this.provider = new WebsocketProvider(`${server.websocketUrl}/collab`, documentId, this.doc, {
      params: { token }, WebSocketPolyfill: WebSocket as never, disableBc: true, maxBackoffTime: 100,
    });
    this.provider.on('connection-close', (event) => this.closings.push(event?.code ?? 1006));
  }

  /** One that has everything the server has. */
  static async at(server: ServerProcess, documentId: string, token: string): Promise<LiveClient> {
    const client = new LiveClient(server, documentId, token);
    await client.synced();
    return client;
  }

  get text(): string {
    return this.doc.getText('text').toString();
  }

  type(text: string): void {
    this.doc.getText('text').insert(0, text);
  }

  synced(): Promise<void> {
    return until(() => this.provider.synced, () => `a client was not synced; closed with ${this.closings.join(', ')}; the server said ${this.server.output}`);
  }

  /** The code with which its first connection was closed. */
  async closed(): Promise<number> {
    await until(() => this.closings.length > 0, () => 'the connection stayed open');
    return this.closings[0]!;
  }

  leave(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }
}

/** Waits until something holds, and fails with the reason when it does not in 15 seconds. */
export async function until(holds: () => boolean | Promise<boolean>, why: () => string): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 5) {
    if (waited > 15_000) throw new Error(why());
    await sleep(5);
  }
}
