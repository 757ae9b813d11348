import { Module } from '@nestjs/common';

import { AccountResolver, InvitationResolver } from './account.resolver.js';
import { CredentialsResolver } from './credentials.resolver.js';
import { MembersResolver } from './members.resolver.js';

@Module({ providers: [AccountResolver, InvitationResolver, CredentialsResolver, MembersResolver] })
export class IdentityApiModule {}
