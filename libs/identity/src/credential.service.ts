import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import { type Actor, permit, type Permitted, readable, type Scope } from '#libs/access';
import { Clock, type GroupId, invalidInput, newId, requireText, type SessionId, type TokenId, type UserId } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { ApiToken } from './api-token.entity.js';
import type { CredentialEvent } from './identity.events.js';
import { apiTokenPolicy, sessionPolicy } from './identity.policy.js';
import { digestOf, drawSecret } from './secrets.js';
import { Session } from './session.entity.js';

/** By which people and secret scanners recognise a token of ours. */
export const TOKEN_PREFIX = 'clq_';
const SHOWN_PREFIX = TOKEN_PREFIX.length + 6;
const SESSION_DAYS = 30;

/** What lets a person or their programs in: sessions and API tokens. */
@Injectable()
export class CredentialService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Opens a session and returns the cookie's value, which is known only now. */
  async openSession(tx: Tx, userId: UserId, groupId: GroupId, userAgent: string): Promise<{ secret: string; expiresAt: Date; id: SessionId }> {
    const secret = drawSecret();
    const now = this.clock.now();
    const session = Object.assign(new Session(), {
      id: newId<SessionId>(), groupId, userId, secretHash: digestOf(secret), userAgent: userAgent.slice(0, 300),
      createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000), revokedAt: null,
    });
    await tx.insert(Session, session);
    return { secret, expiresAt: session.expiresAt, id: session.id };
  }

  async sessionsOf(actor: Actor): Promise<Permitted<Session>[]> {
    const rows = await this.database.read(Session).find({
      where: sessionPolicy.visibleTo(actor).map((where) => ({ ...where, revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) })),
      order: { lastSeenAt: 'DESC', id: 'ASC' },
      take: 100,
    });
    return readable(sessionPolicy, actor, rows);
  }

  async revokeSession(actor: Actor, id: SessionId): Promise<Permitted<Session>> {
    return this.database.transaction(async (tx) => {
      const session = permit(sessionPolicy, actor, 'revoke', await tx.read(Session).findOneBy({ id }), id);
      if (session.revokedAt !== null) return session;
      session.revokedAt = this.clock.now();
      await tx.save(Session, session);
      await this.announce(tx, actor, 'session.revoked', id);
      return session;
    });
  }

  /** Ends every session of the actor but the one they act through. */
  async revokeOtherSessions(tx: Tx, actor: Actor): Promise<void> {
    const ended = await tx.sql<{ id: SessionId }>(
      'UPDATE session SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL RETURNING id',
      [actor.userId, actor.credentialId, this.clock.now()],
    );
    for (const { id } of ended) await this.announce(tx, actor, 'session.revoked', id);
  }

  async tokensOf(actor: Actor): Promise<Permitted<ApiToken>[]> {
    const rows = await this.database.read(ApiToken).find({
      where: apiTokenPolicy.visibleTo(actor).map((where) => ({ ...where, revokedAt: IsNull() })),
      order: { createdAt: 'DESC', id: 'ASC' },
      take: 100,
    });
    return readable(apiTokenPolicy, actor, rows);
  }

  /** Makes a token for the actor's own group. The secret is returned once and stored nowhere. */
  async createToken(actor: Actor, name: string, scopes: readonly Scope[], expiresAt: Date | null): Promise<{ token: string; apiToken: Permitted<ApiToken> }> {
    const now = this.clock.now();
    if (scopes.length === 0) throw invalidInput('scopes', 'Choose what the token may be used for.');
    if (expiresAt !== null && expiresAt <= now) throw invalidInput('expiresAt', 'Choose a time in the future.');
    const token = `${TOKEN_PREFIX}${drawSecret()}`;
    const apiToken = Object.assign(new ApiToken(), {
      id: newId<TokenId>(), groupId: actor.groupId, userId: actor.userId, name: requireText('name', name, { max: 100 }),
      prefix: token.slice(0, SHOWN_PREFIX), secretHash: digestOf(token), scopes: [...new Set(scopes)].sort(),
      createdAt: now, expiresAt, lastUsedAt: null, revokedAt: null,
    });
    await this.database.transaction(async (tx) => {
      await tx.insert(ApiToken, apiToken);
      await this.announce(tx, actor, 'token.created', apiToken.id);
    });
    return { token, apiToken: permit(apiTokenPolicy, actor, 'read', apiToken, apiToken.id) };
  }

  async revokeToken(actor: Actor, id: TokenId): Promise<Permitted<ApiToken>> {
    return this.database.transaction(async (tx) => {
      const token = permit(apiTokenPolicy, actor, 'revoke', await tx.read(ApiToken).findOneBy({ id }), id);
      if (token.revokedAt !== null) return token;
      token.revokedAt = this.clock.now();
      await tx.save(ApiToken, token);
      await this.announce(tx, actor, 'token.revoked', id);
      return token;
    });
  }

  private async announce(tx: Tx, actor: Actor, type: CredentialEvent['type'], credentialId: string): Promise<void> {
    await this.outbox.record<CredentialEvent>(tx, {
      type, subject: `user:${actor.userId}`, groupId: actor.groupId, actorId: actor.userId, userId: actor.userId, credentialId,
    });
  }
}
