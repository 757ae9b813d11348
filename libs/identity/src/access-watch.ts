import { Injectable, type OnModuleInit } from '@nestjs/common';

import { EventStream, LiveConnections } from '#libs/platform';

import { accessLost } from './identity.events.js';

/** Closes the subscription sockets of whoever may have lost access; who still has it comes straight back. */
@Injectable()
export class SubscriptionAccessWatch implements OnModuleInit {
  constructor(
    private readonly events: EventStream,
    private readonly live: LiveConnections,
  ) {}

  onModuleInit(): void {
    this.events.listen((event) => {
      const lost = accessLost(event);
      if (lost === null) return;
      this.live.closeWhere((actor) => ('userId' in lost ? actor.userId === lost.userId : actor.credentialId === lost.credentialId));
    });
    // Something may have been missed: everybody knocks again.
    this.events.onGap(() => this.live.closeWhere(() => true));
  }
}
