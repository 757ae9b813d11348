import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Takes over a connection that asks to become a websocket. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The doors through which websockets come in. Node leaves an upgrade that nobody takes open for ever, and ends the
 * process at an error on a socket that nobody listens to; neither happens here.
 */
@Injectable()
export class Upgrades implements OnApplicationBootstrap {
  private readonly doors = new Map<string, UpgradeHandler>();

  constructor(private readonly host: HttpAdapterHost) {}

  /** Hands every upgrade of a path that begins with `prefix` to `handler`. */
  open(prefix: string, handler: UpgradeHandler): void {
    this.doors.set(prefix, handler);
  }

  onApplicationBootstrap(): void {
    // There is none in a process that only runs a command.
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    server?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => this.direct(request, socket, head));
  }

  private direct(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const path = request.url ?? '';
    for (const [prefix, handler] of this.doors) if (path.startsWith(prefix)) return handler(request, socket, head);
    refuseUpgrade(socket, '404 Not Found');
  }
}

/** Says no before there is a websocket. A page learns nothing but that it failed, so this is for those who are not one of ours. */
export function refuseUpgrade(socket: Duplex, status: '403 Forbidden' | '404 Not Found'): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
