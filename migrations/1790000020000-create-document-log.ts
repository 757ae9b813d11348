import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was written in live documents: every change as it came, and now and then the state as one.
 *
 * Positions come from a counter whose row stays locked until the commit, so a gap in them is a fact; a sequence would
 * leave holes and order by start, not by commit. The counter's table is filled by half, so that its rows change in place.
 * Updates are compressed already: EXTERNAL keeps PostgreSQL from trying again. There are no foreign keys: documents stand
 * above this library, and a check per keystroke costs more than the row. Whoever deletes a document deletes its log.
 * Locks: none, all is new. Back: drops every text.
 */
export class CreateDocumentLog1790000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE document_log (
        document_id    uuid PRIMARY KEY,
        group_id       uuid NOT NULL,
        last_position  bigint NOT NULL
      ) WITH (fillfactor = 50)`);
    await db.query(`
      CREATE TABLE document_update (
        document_id  uuid NOT NULL,
        position     bigint NOT NULL,
        group_id     uuid NOT NULL,
        data         bytea NOT NULL,
        recorded_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (document_id, position)
      )`);
    await db.query(`
      CREATE TABLE document_base (
        document_id   uuid PRIMARY KEY,
        group_id      uuid NOT NULL,
        up_to         bigint NOT NULL,
        state_vector  bytea NOT NULL,
        data          bytea NOT NULL,
        folded_at     timestamptz NOT NULL DEFAULT now()
      )`);
    // PostgreSQL 15 takes it in a statement of its own only.
    for (const table of ['document_update', 'document_base']) await db.query(`ALTER TABLE ${table} ALTER COLUMN data SET STORAGE EXTERNAL`);
    await db.query(`
      CREATE TABLE document_client (
        document_id  uuid NOT NULL,
        client_id    bigint NOT NULL,
        group_id     uuid NOT NULL,
        user_id      uuid NOT NULL,
        PRIMARY KEY (document_id, client_id)
      )`);
    await db.query(`
      CREATE TABLE document_quarantine (
        document_id  uuid NOT NULL,
        position     bigint NOT NULL,
        index        integer NOT NULL,
        group_id     uuid NOT NULL,
        reason       text NOT NULL,
        found_at     timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (document_id, position, index)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['document_quarantine', 'document_client', 'document_base', 'document_update', 'document_log']) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
