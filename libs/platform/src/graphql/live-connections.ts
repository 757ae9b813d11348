import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';

interface Closable {
  close(code: number, reason: string): void;
  on(event: 'close', listener: () => void): unknown;
}

/** "Try again later": the client knocks again, and is asked again who it is. */
const KNOCK_AGAIN = 1013;

/** The open subscription sockets, so that one whose rights may have changed is closed at once. */
@Injectable()
export class LiveConnections implements BeforeApplicationShutdown {
  private readonly open = new Map<Closable, Actor>();

  opened(actor: Actor, socket: Closable): void {
    this.open.set(socket, actor);
    socket.on('close', () => this.open.delete(socket));
  }

  /** The server waits for every connection to end, so these have to. */
  beforeApplicationShutdown(): void {
    this.closeWhere(() => true);
  }

  /** Closes the sockets whose actor is picked. */
  closeWhere(picked: (actor: Actor) => boolean): void {
    for (const [socket, actor] of this.open) if (picked(actor)) socket.close(KNOCK_AGAIN, 'access may have changed');
  }

  /** Who has a socket open, once for each. */
  get actors(): Actor[] {
    return [...this.open.values()];
  }
}
