import * as encoding from 'lib0/encoding';

import { Malformed, Reader } from './bytes.js';

/**
 * The y-websocket protocol, and what we say on top of it in a place where a stock client listens to nothing: it reads
 * a message of kind `auth` up to its subtype, and ignores every subtype but `denied`.
 *
 * @see y-protocols 1.0 `PROTOCOL.md`, `sync.js`, `auth.js`; y-websocket 3.1 `messageHandlers`
 */
export const Kind = { sync: 0, presence: 1, auth: 2, presenceRequest: 3 } as const;
export const Sync = { stateVector: 0, state: 1, update: 2 } as const;
export const Auth = {
  /** Text: why what was sent is not kept. A stock client prints it. */
  denied: 0,
  /** How many of this connection's changes are durable, from its first, and up to which position this room's log is. */
  saved: 1,
  /** Text: a code of {@link Told}. */
  told: 2,
  /** Nothing; it shows that the wire is alive. */
  pulse: 3,
} as const;

/** Why a change is not kept. Stable: pages turn them into sentences. */
export const Denied = {
  readOnly: 'READ_ONLY',
  documentFull: 'DOCUMENT_FULL',
} as const;

/** What a page may want to say about the room. Stable, too. */
export const Told = {
  /** A change that no document can apply was left out. */
  quarantined: 'QUARANTINED',
} as const;

export type Incoming =
  | { readonly kind: 'state-request'; readonly stateVector: Uint8Array }
  /** `whole`: an answer to our own request, so it holds everything that the other side has and we had not. */
  | { readonly kind: 'change'; readonly data: Uint8Array; readonly whole: boolean }
  | { readonly kind: 'presence'; readonly states: Uint8Array }
  | { readonly kind: 'presence-request' };

/** @throws Malformed */
export function parseMessage(bytes: Uint8Array): Incoming {
  const reader = new Reader(bytes);
  const message = parseKind(reader, reader.varUint());
  reader.end();
  return message;
}

function parseKind(reader: Reader, kind: number): Incoming {
  switch (kind) {
    case Kind.sync:
      return parseSync(reader, reader.varUint());
    case Kind.presence:
      return { kind: 'presence', states: reader.varBytes() };
    case Kind.presenceRequest:
      return { kind: 'presence-request' };
    default:
      throw new Malformed('unknown kind of message');
  }
}

function parseSync(reader: Reader, subtype: number): Incoming {
  if (subtype === Sync.stateVector) return { kind: 'state-request', stateVector: reader.varBytes() };
  if (subtype !== Sync.state && subtype !== Sync.update) throw new Malformed('unknown kind of sync message');
  return { kind: 'change', data: reader.varBytes(), whole: subtype === Sync.state };
}

const message = (write: (encoder: encoding.Encoder) => void, ...head: number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const part of head) encoding.writeVarUint(encoder, part);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

const withBytes = (bytes: Uint8Array, ...head: number[]): Uint8Array => message((encoder) => encoding.writeVarUint8Array(encoder, bytes), ...head);

export const stateRequestMessage = (stateVector: Uint8Array): Uint8Array => withBytes(stateVector, Kind.sync, Sync.stateVector);
export const updateMessage = (update: Uint8Array): Uint8Array => withBytes(update, Kind.sync, Sync.update);
export const presenceMessage = (states: Uint8Array): Uint8Array => withBytes(states, Kind.presence);
export const deniedMessage = (reason: string): Uint8Array => message((encoder) => encoding.writeVarString(encoder, reason), Kind.auth, Auth.denied);
export const toldMessage = (code: string): Uint8Array => message((encoder) => encoding.writeVarString(encoder, code), Kind.auth, Auth.told);
export const pulseMessage = (): Uint8Array => Uint8Array.of(Kind.auth, Auth.pulse);

export const savedMessage = (count: number, position: number): Uint8Array =>
  message((encoder) => {
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, position);
  }, Kind.auth, Auth.saved);

/**
 * The last part of an answer to a state request, empty: a stock client calls itself synced when it reads this subtype,
 * so whatever the state consists of goes before it, as updates.
 */
export const endOfStateMessage = (): Uint8Array => withBytes(Uint8Array.of(0, 0), Kind.sync, Sync.state);

/** Where the update begins in a message of {@link updateMessage}. */
export function updateIn(message: Uint8Array): Uint8Array {
  const { data } = parseMessage(message) as Extract<Incoming, { kind: 'change' }>;
  return data;
}
