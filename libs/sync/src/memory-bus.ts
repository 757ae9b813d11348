import type { Bus, BusMessage } from './bus.js';
import type { RoomName } from './update-log.js';

type Hear = (message: BusMessage) => void;

/** Joins servers that live in one process, each through a {@link MemoryBus.join} of its own. */
export class MemoryBus {
  private readonly rooms = new Map<RoomName, Map<Hear, Bus>>();

  /** `loses` decides about each message; a bus may lose any. */
  constructor(private readonly loses: () => boolean = () => false) {}

  join(): Bus {
    const bus: Bus = {
      publish: (room, message) => {
        for (const [hear, subscriber] of this.rooms.get(room) ?? []) {
          if (subscriber !== bus && !this.loses()) setImmediate(() => hear(message));
        }
      },
      subscribe: (room, hear) => {
        const listeners = this.rooms.get(room) ?? new Map<Hear, Bus>();
        this.rooms.set(room, listeners.set(hear, bus));
        return () => {
          listeners.delete(hear);
          if (listeners.size === 0) this.rooms.delete(room);
        };
      },
    };
    return bus;
  }
}
