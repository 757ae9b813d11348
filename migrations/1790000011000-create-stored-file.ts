import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that were put into documents. The contents are on disk by their SHA-256; a row says whose document one belongs to.
 *
 * Locks: its foreign keys hold SHARE ROW EXCLUSIVE on document, app_user and research_group until commit; the table is new, so not for long.
 */
export class CreateStoredFile1790000011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_file (
        id              uuid PRIMARY KEY,
        group_id        uuid NOT NULL CONSTRAINT stored_file_group_fk REFERENCES research_group ON DELETE CASCADE,
        document_id     uuid NOT NULL CONSTRAINT stored_file_document_fk REFERENCES document ON DELETE CASCADE,
        sha256          text NOT NULL,
        name            text NOT NULL,
        media_type      text NOT NULL,
        size            integer NOT NULL,
        uploaded_by_id  uuid NOT NULL CONSTRAINT stored_file_uploader_fk REFERENCES app_user ON DELETE CASCADE,
        created_at      timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX stored_file_of_document ON stored_file (document_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE stored_file`);
  }
}
