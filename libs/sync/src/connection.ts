import type { UserId } from '#libs/kernel';

import type { Batch } from './batch.js';
import type { CloseCode } from './close-codes.js';
import type { RoomName } from './update-log.js';

/**
 * One open websocket, as the engine sees it. Whoever implements it for `ws` listens for `error` before anything else,
 * caps the payload at `Limits.frameBytes`, and leaves compression off.
 */
export interface Connection {
  /** Bytes handed to `send` that the network has not taken yet. */
  readonly bufferedAmount: number;

  /** Sends every message of the batch, in order. Never throws: a connection that is gone swallows it. */
  send(batch: Batch): void;

  /** Starts the closing handshake, and cuts the wire if the other side does not complete it within seconds. */
  close(code: CloseCode, reason: string): void;

  /** `binary` is false for a text frame, which this protocol has no use for. */
  onMessage(listener: (data: Uint8Array, binary: boolean) => void): void;

  /** Called once, whoever closed; at once if it is closed already. */
  onClose(listener: () => void): void;
}

export type Rights = 'none' | 'read' | 'write';

/** How other people see somebody: what the server writes into that person's presence, whatever their editor claims. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly initials: string;
  /** An index into the colours that the pages have for people. */
  readonly colour: number;
}

/** Who comes in, and where to. The binding has established all of it before the engine hears of the connection. */
export interface Visitor {
  readonly room: RoomName;
  readonly person: Person;

  /** Asked before every message in and every write out, never remembered. So it must be cheap: a look at state that the binding keeps current. */
  rights(): Rights;
}
