/**
 * Why a connection ends. A stock `y-websocket` (3.1) comes back after every code except 4400…4499, which its
 * `shouldReconnect` takes as final, so what trying again cannot mend is in that range and nothing else is.
 */
export const CloseCode = {
  /** The server stops or restarts: come back soon. */
  restarting: 1012,
  /** The last writes to this room failed, or it could not be read: come back, and send again what was not acknowledged. */
  failed: 1011,
  /** A frame that is not this protocol, or a change the rules forbid. */
  rejected: 1008,
  /** A text frame. */
  notBinary: 1003,
  /** A frame over the limit. */
  tooBig: 1009,
  /** No session or token, or an expired one. Final. */
  unauthenticated: 4401,
  /** Known, but not allowed in here, or not any more. Final. */
  forbidden: 4403,
  /** There is no such document. Final. */
  notFound: 4404,
  /** The document was deleted while it was open. Final. */
  gone: 4410,
  /** Sends faster than its allowance for so long that the queue is full. */
  tooFast: 4529,
  /** Reads slower than the room writes. It comes back by its state vector. */
  tooSlow: 4508,
  /** The room, the person or this server has all the connections it may have. */
  full: 4503,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Whether coming back cannot help. The same test as a stock `y-websocket` makes. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500;
