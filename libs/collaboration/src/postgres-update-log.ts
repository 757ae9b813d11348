import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

import type { UserId } from '#libs/kernel';
import { type Base, decodeRow, encodeRow, type NewRow, type Quarantined, type RoomName, type Row, type UpdateLog } from '#libs/sync';

import { documentIn, type DocumentRef, roomOf } from './room-name.js';

/**
 * One statement, so one commit and one way there and back, however many rooms. Counters are locked in the order of
 * their ids: two batches that share rooms wait for each other instead of deadlocking.
 */
const APPEND = `
  WITH incoming AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS row (document_id, group_id, data)
  ), counted AS (
    INSERT INTO document_log (document_id, group_id, last_position)
    SELECT document_id, group_id, 1 FROM incoming ORDER BY document_id
    ON CONFLICT (document_id) DO UPDATE SET last_position = document_log.last_position + 1
    RETURNING document_id, last_position
  )
  INSERT INTO document_update (document_id, position, group_id, data)
  SELECT document_id, last_position, group_id, data FROM incoming JOIN counted USING (document_id)
  RETURNING document_id, position`;

/** One statement, so that base and rows are of one moment. The base comes first: the rows after it have higher positions. */
const READ = `
  WITH base AS (SELECT up_to, state_vector, data FROM document_base WHERE document_id = $1 AND up_to > $2::bigint)
  SELECT up_to AS position, state_vector, data FROM base
  UNION ALL
  SELECT position, NULL, data FROM document_update
  WHERE document_id = $1 AND position > coalesce((SELECT up_to FROM base), $2::bigint)
  ORDER BY position`;

const FOLD = `
  WITH moved AS (
    INSERT INTO document_base (document_id, group_id, up_to, state_vector, data) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (document_id) DO UPDATE
      SET up_to = excluded.up_to, state_vector = excluded.state_vector, data = excluded.data, folded_at = now()
      WHERE document_base.up_to < excluded.up_to
    RETURNING document_id, group_id
  )
  INSERT INTO document_quarantine (document_id, group_id, position, index, reason)
  SELECT document_id, group_id, position, index, reason
  FROM moved CROSS JOIN unnest($6::bigint[], $7::integer[], $8::text[]) AS found (position, index, reason)
  ON CONFLICT DO NOTHING`;

/** The update that changes nothing makes PostgreSQL return the owner of an id that is taken, also by somebody who was quicker. */
const CLAIM = `
  INSERT INTO document_client AS held (document_id, client_id, group_id, user_id)
  SELECT DISTINCT $1::uuid, client_id, $2::uuid, $3::uuid FROM unnest($4::bigint[]) AS client_id ORDER BY client_id
  ON CONFLICT (document_id, client_id) DO UPDATE SET user_id = held.user_id
  RETURNING client_id, user_id`;

interface Stored {
  readonly position: string;
  readonly state_vector: Buffer | null;
  readonly data: Buffer;
}

/**
 * The log of live documents in PostgreSQL. It has connections of its own, with prepared statements: a keystroke must
 * not wait behind a slow page, nor be planned again.
 */
export class PostgresUpdateLog implements UpdateLog, OnApplicationShutdown {
  constructor(private readonly pool: pg.Pool) {}

  async appendMany(rows: readonly NewRow[]): Promise<readonly number[]> {
    if (rows.length === 0) return [];
    const documents = rows.map(({ room }) => documentIn(room));
    const stored = await this.ask<{ document_id: string; position: string }>('document append', APPEND, [
      documents.map(({ id }) => id),
      documents.map(({ groupId }) => groupId),
      rows.map(({ updates }) => encodeRow(updates)),
    ]);
    const positions = new Map(stored.map(({ document_id, position }) => [document_id, Number(position)]));
    return documents.map(({ id }) => positions.get(id)!);
  }

  async read(room: RoomName, after: number): Promise<{ base: Base | null; rows: Row[] }> {
    const stored = await this.ask<Stored>('document read', READ, [documentIn(room).id, after]);
    const [first] = stored;
    const base = first?.state_vector == null ? null : { upTo: Number(first.position), stateVector: first.state_vector, data: first.data };
    const rows = stored.slice(base === null ? 0 : 1);
    return { base, rows: rows.map(({ position, data }) => ({ position: Number(position), updates: decodeRow(data).map((update) => update.data) })) };
  }

  async fold(room: RoomName, base: Base, quarantined: readonly Quarantined[]): Promise<void> {
    const { id, groupId } = documentIn(room);
    await this.ask('document fold', FOLD, [
      id, groupId, base.upTo, base.stateVector, base.data,
      quarantined.map(({ position }) => position), quarantined.map(({ index }) => index), quarantined.map(({ reason }) => reason),
    ]);
  }

  async claim(room: RoomName, clients: readonly number[], user: UserId): Promise<ReadonlyMap<number, UserId>> {
    const { id, groupId } = documentIn(room);
    const held = await this.ask<{ client_id: string; user_id: UserId }>('document claim', CLAIM, [id, groupId, user, clients]);
    return new Map(held.map(({ client_id, user_id }) => [Number(client_id), user_id]));
  }

  /** How far these rooms have come. Rooms that nobody has written to are left out. */
  async positions(rooms: readonly RoomName[]): Promise<ReadonlyMap<RoomName, number>> {
    const found = await this.ask<DocumentRef & { last_position: string }>(
      'document positions',
      'SELECT document_id AS id, group_id AS "groupId", last_position FROM document_log WHERE document_id = ANY($1::uuid[])',
      [rooms.map((room) => documentIn(room).id)],
    );
    return new Map(found.map((row) => [roomOf(row), Number(row.last_position)]));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private async ask<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    return (await this.pool.query<R>({ name, text, values })).rows;
  }
}

/** Connections for one process' live documents: its writers, and as many readers. */
export function poolForLog(url: string, writers: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2 * writers,
    application_name: 'colloquium documents',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced by the next question; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
