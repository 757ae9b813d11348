import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';

import { newId } from '#libs/kernel';

import { Caller, PASSWORD } from './caller.js';
import { until } from './live-client.js';
import { type ServerProcess, type ServerSettings, useServer } from './server.js';

/** Noted at each use, whatever the use comes to. */
const NOTED_AT_EACH_USE = ['last_seen_at', 'last_used_at'];

/** The database of a running server, for what cannot be seen or done through the server. It goes with the PostgreSQL of the run. */
export class OpenDatabase {
  private readonly maintenance = process.env['TEST_POSTGRES_URL'] ?? '';
  private readonly name = `open_${newId().replaceAll('-', '')}`;
  readonly url = Object.assign(new URL(this.maintenance), { pathname: `/${this.name}` }).href;
  private readonly pool = new pg.Pool({ connectionString: this.url, max: 2 });

  async create(): Promise<void> {
    const client = new pg.Client({ connectionString: this.maintenance });
    await client.connect();
    await client.query(`CREATE DATABASE ${this.name}`);
    await client.end();
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  async sql<T>(statement: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query(statement, [...parameters])).rows as T[];
  }

  /**
   * Two equal ones mean that nothing was written in between, by table: how many rows, and a hash of all that they hold. What is
   * worked through behind the caller's back is waited for first.
   */
  async checksum(): Promise<Record<string, string>> {
    await until(async () => (await this.sql('SELECT 1 FROM domain_event WHERE delivered_at IS NULL LIMIT 1')).length === 0, () => 'events stay undelivered');
    const tables = await this.sql<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`);
    const sums = tables.map(({ name }) => `
      SELECT '${name}' AS name, count(*) || ' rows ' || md5(coalesce(string_agg(content, ',' ORDER BY content), '')) AS sum
      FROM (SELECT (to_jsonb(t) - $1::text[])::text AS content FROM "${name}" t) rows`);
    const found = await this.sql<{ name: string; sum: string }>(sums.join(' UNION ALL '), [NOTED_AT_EACH_USE]);
    return Object.fromEntries(found.map(({ name, sum }) => [name, sum]));
  }

  /** A second group, which nobody can make from outside, and its lead. */
  async anotherGroup(server: ServerProcess): Promise<Caller> {
    const [groupId, secret] = [newId(), randomBytes(32).toString('base64url')];
    await this.sql('INSERT INTO research_group (id, name) VALUES ($1, $2)', [groupId, 'Elsewhere']);
    await this.sql(
      `INSERT INTO invitation (id, group_id, role, secret_hash, invited_by_id, expires_at)
       SELECT $1, $2, 'lead', $3, id, now() + interval '1 day' FROM app_user LIMIT 1`,
      [newId(), groupId, createHash('sha256').update(secret).digest()],
    );
    const lead = new Caller(server);
    await lead.graphql(
      'mutation($token: String!, $password: String!) { acceptInvitation(token: $token, name: "Alex Stone", email: "alex@elsewhere.example", password: $password) { email } }',
      { token: secret, password: PASSWORD },
    );
    return lead;
  }
}

/** A running server for the tests of one file, on a database that they can look into. */
export function useOpenServer({ env = {} }: ServerSettings = {}): { readonly server: ServerProcess; readonly database: OpenDatabase } {
  const database = new OpenDatabase();
  beforeAll(() => database.create());
  const server = useServer({ env: { ...env, DATABASE_URL: database.url } });
  afterAll(() => database.close());
  return { server, database };
}
