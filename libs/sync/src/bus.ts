import type { RoomName } from './update-log.js';

/** What one server tells the others that hold the same room. */
export type BusMessage =
  /** A row is durable. `updates` may be empty when it is too big to carry, or the bus carries positions only: readers then take it from the log. */
  | { readonly kind: 'committed'; readonly position: number; readonly updates: readonly Uint8Array[] }
  /** Carets, as an encoded awareness update that the sender's server has checked and stamped. */
  | { readonly kind: 'presence'; readonly states: Uint8Array };

/**
 * Carries news between servers. It may drop, double or reorder anything: the log is the truth, positions show
 * what is missing, and a lost message only delays. Implementations must pass `busContract`.
 */
export interface Bus {
  /** [BU1] Reaches every other subscriber of the room, in time or never. Never throws. */
  publish(room: RoomName, message: BusMessage): void;

  /** [BU2] Hears what other servers publish about a room, and nothing of one's own, until the returned function is called. */
  subscribe(room: RoomName, hear: (message: BusMessage) => void): () => void;
}

/** One server alone. */
export const noBus: Bus = {
  publish: () => undefined,
  subscribe: () => () => undefined,
};
