import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor, Scope } from '#libs/access';
import { CurrentActor, DecidedBy, Self } from '#libs/platform';

import { ApiToken } from '../api-token.entity.js';
import { CredentialService } from '../credential.service.js';
import { apiTokenPolicy, sessionPolicy } from '../identity.policy.js';
import { Session } from '../session.entity.js';
import { ApiTokenType, CreatedApiTokenType, ScopeEnum, SessionType } from './identity.types.js';

/** One's own sessions and tokens. */
@Resolver(() => SessionType)
export class CredentialsResolver {
  constructor(private readonly credentials: CredentialService) {}

  @Self('read')
  @Query(() => [SessionType])
  async mySessions(@CurrentActor() actor: Actor): Promise<Session[]> {
    return this.credentials.sessionsOf(actor);
  }

  @ResolveField(() => Boolean, { description: 'Whether this is the session that asks.' })
  current(@Parent() session: Session, @CurrentActor() actor: Actor): boolean {
    return session.id === actor.credentialId;
  }

  @DecidedBy(sessionPolicy, 'revoke', 'members')
  @Mutation(() => SessionType)
  async revokeSession(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: Session['id']): Promise<Session> {
    return this.credentials.revokeSession(actor, id);
  }

  @Self('read')
  @Query(() => [ApiTokenType])
  async myTokens(@CurrentActor() actor: Actor): Promise<ApiToken[]> {
    return this.credentials.tokensOf(actor);
  }

  @Self('write', { sessionOnly: true })
  @Mutation(() => CreatedApiTokenType, { description: 'A token cannot make tokens: only a person on the page can.' })
  async createToken(
    @CurrentActor() actor: Actor, @Args('name') name: string, @Args('scopes', { type: () => [ScopeEnum] }) scopes: Scope[],
    @Args('expiresAt', { type: () => Date, nullable: true }) expiresAt?: Date | null,
  ): Promise<{ token: string; apiToken: ApiToken }> {
    return this.credentials.createToken(actor, name, scopes, expiresAt ?? null);
  }

  @DecidedBy(apiTokenPolicy, 'revoke', 'members')
  @Mutation(() => ApiTokenType)
  async revokeToken(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ApiToken['id']): Promise<ApiToken> {
    return this.credentials.revokeToken(actor, id);
  }
}
