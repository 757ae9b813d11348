import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What has happened, as people read it: one row for each event that has a sentence, under the event's own id, so that an event
 * delivered twice is told once.
 *
 * `document_id` is where the right to a row comes from; it is null for what every member may know. The indexes are the two
 * lists (of the group, of a proposal), and the way in for a guest, who begins from the few documents that name them.
 * Locks: the foreign keys hold SHARE ROW EXCLUSIVE on document and proposal until commit; the table is empty.
 */
export class CreateActivity1790000070000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE activity (
        id           uuid PRIMARY KEY,
        group_id     uuid NOT NULL CONSTRAINT activity_group_fk REFERENCES research_group ON DELETE CASCADE,
        type         text NOT NULL,
        at           timestamptz(3) NOT NULL,
        actor_id     uuid,
        document_id  uuid CONSTRAINT activity_document_fk REFERENCES document ON DELETE CASCADE,
        proposal_id  uuid CONSTRAINT activity_proposal_fk REFERENCES proposal ON DELETE CASCADE,
        event        jsonb NOT NULL,
        CONSTRAINT activity_proposal_has_document CHECK (proposal_id IS NULL OR document_id IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX activity_of_group ON activity (group_id, at, id)`);
    await db.query(`CREATE INDEX activity_of_proposal ON activity (proposal_id, at, id) WHERE proposal_id IS NOT NULL`);
    await db.query(`CREATE INDEX activity_of_document ON activity (document_id, at, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE activity`);
  }
}
