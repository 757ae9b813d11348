import { Global, Module } from '@nestjs/common';

import { Authenticator } from '#libs/platform';

import { SubscriptionAccessWatch } from './access-watch.js';
import { AccountService } from './account.service.js';
import { ActorService } from './actor.service.js';
import { Attempts } from './attempts.js';
import { CredentialService } from './credential.service.js';
import { MemberService } from './member.service.js';
import { PeopleService } from './people.service.js';

const SERVICES = [AccountService, ActorService, CredentialService, MemberService, PeopleService];

/** Global, since every domain asks who is there and what they are called. */
@Global()
@Module({
  providers: [...SERVICES, Attempts, SubscriptionAccessWatch, { provide: Authenticator, useExisting: ActorService }],
  exports: [...SERVICES, Authenticator],
})
export class IdentityModule {}
