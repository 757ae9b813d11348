import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { Config } from '../config/config.js';
import { Authenticator } from '../http/authenticator.js';
import { Upgrades } from '../http/upgrades.js';
import { LiveConnections } from './live-connections.js';
import { liveOperations } from './live-operations.js';

/** In bytes: an operation with its variables, as over HTTP. Nest's own server would take a hundred times that, from anybody. */
const MAX_MESSAGE = 1_000_000;

/** The door for subscriptions. Whoever serves GraphQL provides it. */
@Injectable()
export class LiveServer implements OnModuleInit {
  constructor(
    private readonly upgrades: Upgrades,
    private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly live: LiveConnections,
    private readonly schema: GraphQLSchemaHost,
  ) {}

  onModuleInit(): void {
    const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
    useServer(liveOperations(this.config, this.authenticator, this.live, this.schema), server);
    this.upgrades.open('/graphql', (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (websocket) => server.emit('connection', websocket, request)));
  }
}
