import type { IncomingMessage } from 'node:http';

import { Injectable } from '@nestjs/common';

import { type Actor, type Role, type Scope, SCOPES } from '#libs/access';
import { Clock, type GroupId, type UserId } from '#libs/kernel';
import { Authenticator, Config, cookieOf, Database } from '#libs/platform';

import { TOKEN_PREFIX } from './credential.service.js';
import { digestOf } from './secrets.js';

/** Each use of a session or token is noted, but a row is not rewritten more often than this. */
const NOTE_EVERY = '1 minute';

interface Found {
  readonly id: string;
  readonly user_id: UserId;
  readonly group_id: GroupId;
  readonly role: Role;
  readonly scopes: Scope[];
}

/** Who is asking: one question to the database, asked anew for every request, so that what was withdrawn ends at once. */
@Injectable()
export class ActorService extends Authenticator {
  readonly cookieName: string;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    super();
    // Browsers accept the prefix only over https, and then keep the cookie from every other host and path.
    this.cookieName = config.isSecure ? '__Host-colloquium' : 'colloquium';
  }

  async actorOf(request: IncomingMessage): Promise<Actor | null> {
    const secret = this.tokenIn(request);
    if (secret !== null) return this.fromToken(secret);
    const cookie = cookieOf(request, this.cookieName);
    return cookie === null ? null : this.fromSession(cookie);
  }

  async fromSession(secret: string): Promise<Actor | null> {
    const found = await this.find('session', `'{}'::text[]`, 'last_seen_at', secret);
    return found && actorFrom(found, 'session', SCOPES);
  }

  async fromToken(secret: string): Promise<Actor | null> {
    if (!secret.startsWith(TOKEN_PREFIX)) return null;
    const found = await this.find('api_token', 'c.scopes', 'last_used_at', secret);
    return found && actorFrom(found, 'token', found.scopes);
  }

  /**
   * The same people with the rights of now, for connections that outlive the request they came with: one question, however
   * many. `signed-out`: the session or token has ended. `removed`: the person may not come in any more.
   */
  async again(actors: readonly Actor[]): Promise<(Actor | 'signed-out' | 'removed')[]> {
    const rows = await this.database.sql<Found & { via: Actor['via']; active: boolean }>(
      `SELECT c.id, c.via, c.user_id, c.group_id, m.role, c.scopes, m.id IS NOT NULL AND m.suspended_at IS NULL AS active
       FROM (
         SELECT id, 'session' AS via, user_id, group_id, '{}'::text[] AS scopes, revoked_at, expires_at FROM session WHERE id = ANY($1::uuid[])
         UNION ALL
         SELECT id, 'token', user_id, group_id, scopes, revoked_at, expires_at FROM api_token WHERE id = ANY($1::uuid[])
       ) c LEFT JOIN membership m ON m.group_id = c.group_id AND m.user_id = c.user_id
       WHERE c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $2)`,
      [[...new Set(actors.map((actor) => actor.credentialId))], this.clock.now()],
    );
    const found = new Map(rows.map((row) => [row.id, row.active ? actorFrom(row, row.via, row.via === 'session' ? SCOPES : row.scopes) : 'removed'] as const));
    return actors.map((actor) => found.get(actor.credentialId) ?? 'signed-out');
  }

  /** The table and column names are ours, never the caller's. */
  private async find(table: 'session' | 'api_token', scopes: string, usedAt: string, secret: string): Promise<Found | null> {
    const [found] = await this.database.sql<Found>(
      `WITH credential AS (
         SELECT c.id, c.user_id, c.group_id, m.role, ${scopes} AS scopes, c.${usedAt} AS used_at
         FROM ${table} c JOIN membership m ON m.group_id = c.group_id AND m.user_id = c.user_id
         WHERE c.secret_hash = $1 AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $2) AND m.suspended_at IS NULL
       ), noted AS (
         UPDATE ${table} SET ${usedAt} = $2
         WHERE id IN (SELECT id FROM credential WHERE used_at IS NULL OR used_at < $2::timestamptz - interval '${NOTE_EVERY}')
       )
       SELECT id, user_id, group_id, role, scopes FROM credential`,
      [digestOf(secret), this.clock.now()],
    );
    return found ?? null;
  }

  /** A bearer token; the password of Basic, as MLflow's clients send it; or the address of a websocket, which cannot send headers. */
  private tokenIn(request: IncomingMessage): string | null {
    const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer') return value;
    if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return null;
    return new URL(request.url ?? '/', 'http://localhost').searchParams.get('token');
  }
}

const actorFrom = (found: Found, via: Actor['via'], scopes: readonly Scope[]): Actor =>
  Object.freeze({ userId: found.user_id, groupId: found.group_id, role: found.role, via, credentialId: found.id, scopes: new Set(scopes) });
