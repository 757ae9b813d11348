import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type WebSocket, WebSocketServer } from 'ws';

import { PeopleService } from '#libs/identity';
import { type DocumentId, isId } from '#libs/kernel';
import { Authenticator, Config, hasCookie, isOwnOrigin, refuseUpgrade, Upgrades } from '#libs/platform';
import { CloseCode, type Person, type Visitor } from '#libs/sync';

import { AccessWatch, NOTHING_HERE, Pass, type Refusal } from './access-watch.js';
import { CollabMetrics } from './collab-metrics.js';
import { LiveDocuments } from './live-documents.js';
import { roomOf } from './room-name.js';
import { SocketConnection } from './socket-connection.js';

const DOOR = '/collab/';
const ADDRESS = /^\/collab\/([^/?#]+)(?:\?|$)/;
const PING_MS = 20_000;

const NOBODY: Refusal = { code: CloseCode.unauthenticated, reason: 'sign in again' };
const WRONG_TOKEN: Refusal = { code: CloseCode.forbidden, reason: 'this token is not for live documents' };
const TROUBLE: Refusal = { code: CloseCode.failed, reason: 'something went wrong here' };

interface Guest {
  readonly pass: Pass;
  readonly person: Person;
}

/**
 * Where websockets come in: knows who it is and what they may do before there is a websocket.
 *
 * A refusal is said by a close code on an accepted websocket, because a refused upgrade makes a stock client knock for
 * ever, and tells a page nothing. Only another site's page gets no websocket at all.
 */
@Injectable()
export class Gateway implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger(Gateway.name);
  private readonly sockets: WebSocketServer;
  private readonly connections = new Set<SocketConnection>();
  private readonly pinger = setInterval(() => this.ping(), PING_MS).unref();

  constructor(
    private readonly upgrades: Upgrades,
    private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly people: PeopleService,
    private readonly watch: AccessWatch,
    private readonly live: LiveDocuments,
    private readonly metrics: CollabMetrics,
  ) {
    this.sockets = new WebSocketServer({
      noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: live.hub.limits.frameBytes,
    });
  }

  onModuleInit(): void {
    if (this.config.roles.has('collab')) this.upgrades.open(DOOR, (request, socket, head) => void this.receive(request, socket, head));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.pinger);
    await this.live.drain();
    await Promise.all([...this.connections].map((connection) => connection.closed));
  }

  private async receive(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (hasCookie(request, this.authenticator.cookieName) && !isOwnOrigin(request, this.config)) return refuseUpgrade(socket, '403 Forbidden');
    const answer = await this.question(request, socket).catch((error: unknown) => {
      this.log.error(error);
      return TROUBLE;
    });
    // An upgrade that is no websocket's is answered by `ws` itself, and the callback is never called.
    this.sockets.handleUpgrade(request, socket, head, (websocket) => this.enter(websocket, socket, answer));
  }

  private async question(request: IncomingMessage, socket: Duplex): Promise<Guest | Refusal> {
    const actor = await this.authenticator.actorOf(request);
    if (actor === null) return NOBODY;
    if (!actor.scopes.has('collab')) return WRONG_TOKEN;
    const id = ADDRESS.exec(request.url ?? '')?.[1];
    if (id === undefined || !isId(id)) return NOTHING_HERE;
    const person = (await this.people.named(actor, [actor.userId])).get(actor.userId);
    if (person === undefined) return NOBODY;
    const pass = await this.watch.admit(actor, id as DocumentId);
    if (pass.refusal !== null) return pass.refusal;
    if (socket.destroyed) this.watch.forget(pass);
    else socket.once('close', () => this.watch.forget(pass));
    return { pass, person };
  }

  private enter(websocket: WebSocket, socket: Duplex, answer: Guest | Refusal): void {
    const connection = new SocketConnection(websocket, socket);
    this.connections.add(connection);
    connection.onClose(() => this.connections.delete(connection));
    if ('code' in answer) {
      this.metrics.refused.inc({ code: answer.code });
      return connection.close(answer.code, answer.reason);
    }
    const { pass, person } = answer;
    const visitor: Visitor = { room: roomOf({ id: pass.documentId, groupId: pass.actor.groupId }), person, rights: () => pass.rights };
    pass.onLost = ({ code, reason }) => this.live.hub.close((other) => other === visitor, code, reason);
    this.live.hub.attach(connection, visitor);
  }

  private ping(): void {
    for (const connection of this.connections) connection.ping();
  }
}
