import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpAdapterHost } from '@nestjs/core';
import { buildSchema } from 'graphql';
import { WebSocket } from 'ws';

import { Config } from '../config/config.js';
import type { Authenticator } from '../http/authenticator.js';
import { Upgrades } from '../http/upgrades.js';
import { LiveConnections } from './live-connections.js';
import { LiveServer } from './live-server.js';

const server = createServer();
const nobody = { cookieName: 'colloquium', actorOf: () => Promise.resolve(null) } as unknown as Authenticator;

beforeAll(async () => {
  const upgrades = new Upgrades({ httpAdapter: { getHttpServer: () => server } } as unknown as HttpAdapterHost);
  new LiveServer(upgrades, Config.of({}), nobody, new LiveConnections(), { schema: buildSchema('type Query { me: Int }') } as never).onModuleInit();
  upgrades.onApplicationBootstrap();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => new Promise((closed) => server.close(closed)));

/** With which code a connection is closed that opens with this message. */
async function closingOf(message: string): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(message);
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

describe('the door for subscriptions', () => {
  it('turns away who is not known', async () => {
    expect(await closingOf('{"type":"connection_init"}')).toBe(4403);
  });

  it('takes from nobody a message that no operation needs', async () => {
    expect(await closingOf(JSON.stringify({ type: 'connection_init', payload: { padding: 'x'.repeat(1_100_000) } }))).toBe(1009);
  });
});
