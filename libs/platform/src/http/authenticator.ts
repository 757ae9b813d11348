import type { IncomingMessage } from 'node:http';

import type { Actor } from '#libs/access';

/** Tells who is calling. Implemented by identity, which stands above. */
export abstract class Authenticator {
  /**
   * From the session cookie or the bearer token of a request, or the token in the address of a websocket's upgrade.
   * Null when there is none or it is no longer good: the two look alike to the caller.
   */
  abstract actorOf(request: IncomingMessage): Promise<Actor | null>;

  /** The name of the session cookie: with it, a browser is speaking, and the Origin matters. */
  abstract readonly cookieName: string;
}

/** A request that has passed the edge. */
export interface KnownRequest extends IncomingMessage {
  requestId: string;
  actor: Actor | null;
}
