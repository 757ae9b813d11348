import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { DomainError } from '#libs/kernel';

import { DatabaseAddress } from '../database/database-address.js';
import { Notifications } from '../database/notifications.js';
import { type DomainEvent, EVENT_CHANNEL } from './outbox.js';

type Listener = (event: DomainEvent) => void;

const END = { value: undefined, done: true } as const;

/**
 * What happens anywhere, as it commits: each process listens on one connection of its own.
 *
 * For what must be quick and may be missed (live pages, closing sockets): while the connection is
 * down nothing is heard, and `onGap` tells those who must then look for themselves. What must not be
 * missed is an {@link EventHandler}.
 */
@Injectable()
export class EventStream implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(EventStream.name);
  private readonly listeners = new Set<Listener>();
  private readonly gapListeners = new Set<() => void>();
  private readonly notifications: Notifications;

  constructor(address: DatabaseAddress) {
    this.notifications = new Notifications(address.url, EVENT_CHANNEL, {
      heard: (payload) => this.tell(payload),
      missed: () => {
        for (const listener of this.gapListeners) listener();
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.notifications.close();
  }

  /** Calls `listener` for each event from now on, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` after a time in which events may have been missed. */
  onGap(listener: () => void): void {
    this.gapListeners.add(listener);
  }

  /**
   * The events that `wanted` picks, one after the other. Ends when the consumer returns, and at once: an async generator
   * would be let go only by the next event, and until then keep its listener and whoever waits for it to end.
   */
  stream(wanted: (event: DomainEvent) => boolean): AsyncIterableIterator<DomainEvent, undefined> {
    const waiting: DomainEvent[] = [];
    let ended = false;
    let wake: () => void = () => undefined;
    const stop = this.listen((event) => {
      if (!wanted(event)) return;
      waiting.push(event);
      wake();
    });
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
        const value = ended ? undefined : waiting.shift();
        return value === undefined ? END : { value, done: false };
      },
      return() {
        ended = true;
        stop();
        wake();
        return Promise.resolve(END);
      },
    };
  }

  /**
   * What a subscription sends: for each event that `wanted` picks, what `look` finds now. It ends when `look` is refused, since
   * there is nothing to see any more then; when it fails; and as {@link stream} does.
   */
  follow<T>(wanted: (event: DomainEvent) => boolean, look: (event: DomainEvent) => Promise<T>): AsyncIterableIterator<T, undefined> {
    const events = this.stream(wanted);
    const end = async (): Promise<typeof END> => {
      await events.return?.();
      return END;
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        const event = await events.next();
        if (event.done === true) return END;
        try {
          return { value: await look(event.value), done: false };
        } catch (error) {
          // Nobody returns an iterator that has thrown.
          await end();
          if (error instanceof DomainError) return END;
          throw error;
        }
      },
      return: end,
    };
  }

  protected tell(payload: string): void {
    const event = JSON.parse(payload) as DomainEvent;
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.log.error(error);
      }
    }
  }
}
