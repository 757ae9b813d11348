import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { EventStream, LiveConnections } from '#libs/platform';

import { ActorService } from './actor.service.js';
import { accessLost } from './identity.events.js';

/** Nothing happens when a token or a session runs out, so that is looked for. */
const LOOK_AGAIN_MS = 5_000;

/** Closes the subscription sockets of whoever may have lost access; who still has it comes straight back. */
@Injectable()
export class SubscriptionAccessWatch implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(SubscriptionAccessWatch.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly events: EventStream,
    private readonly live: LiveConnections,
    private readonly actors: ActorService,
  ) {}

  onModuleInit(): void {
    this.events.listen((event) => {
      const lost = accessLost(event);
      if (lost === null) return;
      this.live.closeWhere((actor) => ('userId' in lost ? actor.userId === lost.userId : actor.credentialId === lost.credentialId));
    });
    // Something may have been missed: everybody knocks again.
    this.events.onGap(() => this.live.closeWhere(() => true));
    this.timer = setInterval(() => void this.lookAgain().catch((error: unknown) => this.log.error(error)), LOOK_AGAIN_MS).unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Closes the sockets whose session or token is not good any more, and those of who was removed while they came in. */
  private async lookAgain(): Promise<void> {
    const connected = this.live.actors;
    if (connected.length === 0) return;
    const now = await this.actors.again(connected);
    const gone = new Set(connected.filter((_, i) => typeof now[i] === 'string'));
    this.live.closeWhere((actor) => gone.has(actor));
  }
}
