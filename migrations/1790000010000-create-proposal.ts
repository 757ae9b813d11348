import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documents and proposals.
 *
 * Rights are columns of the row (audience, authors, readers), so that "what may I read" is one condition without a join; the
 * GIN indexes answer it for those who are only named. Each order in which the list can be read has its index, with the id
 * as the last word. `title_key` and `search` are kept by a trigger rather than as generated columns, since TypeORM
 * knows of those only through a table of its own. Locks: none, all is new.
 */
export class CreateProposal1790000010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createDocument(db);
    await this.createProposal(db);
    await this.keepDerivedColumns(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE proposal`);
    await db.query(`DROP FUNCTION proposal_derive`);
    await db.query(`DROP TABLE document`);
  }

  private async createDocument(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE document (
        id          uuid PRIMARY KEY,
        group_id    uuid NOT NULL CONSTRAINT document_group_fk REFERENCES research_group ON DELETE CASCADE,
        kind        text NOT NULL CONSTRAINT document_kind_known CHECK (kind IN ('proposal', 'meeting', 'loose')),
        title       text NOT NULL,
        audience    text NOT NULL CONSTRAINT document_audience_known CHECK (audience IN ('authors', 'leads', 'group', 'named')),
        author_ids  uuid[] NOT NULL,
        reader_ids  uuid[] NOT NULL,
        writers     text NOT NULL CONSTRAINT document_writers_known CHECK (writers IN ('authors', 'readers')),
        locked_at   timestamptz,
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz(3) NOT NULL
      )`);
    await db.query(`CREATE INDEX document_loose_by_update ON document (group_id, updated_at, id) WHERE kind = 'loose'`);
    await db.query(`CREATE INDEX document_authors ON document USING gin (author_ids)`);
    await db.query(`CREATE INDEX document_readers ON document USING gin (reader_ids)`);
  }

  private async createProposal(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE proposal (
        id             uuid PRIMARY KEY,
        group_id       uuid NOT NULL CONSTRAINT proposal_group_fk REFERENCES research_group ON DELETE CASCADE,
        document_id    uuid NOT NULL CONSTRAINT proposal_document_fk REFERENCES document CONSTRAINT proposal_document_once UNIQUE,
        title          text NOT NULL,
        summary        text NOT NULL,
        stage          text NOT NULL CONSTRAINT proposal_stage_known CHECK (stage IN
                       ('draft', 'open_for_feedback', 'active', 'writing', 'ready_to_submit', 'submitted', 'published', 'parked')),
        parked_from    text,
        parked_reason  text,
        topics         text[] NOT NULL,
        audience       text NOT NULL CONSTRAINT proposal_audience_known CHECK (audience IN ('authors', 'leads', 'group', 'named')),
        author_ids     uuid[] NOT NULL CONSTRAINT proposal_has_author CHECK (cardinality(author_ids) > 0),
        reader_ids     uuid[] NOT NULL,
        template       text NOT NULL,
        fields         jsonb NOT NULL,
        created_at     timestamptz(3) NOT NULL,
        updated_at     timestamptz(3) NOT NULL,
        title_key      text NOT NULL,
        search         tsvector NOT NULL,
        CONSTRAINT proposal_parked_remembers CHECK
          ((stage = 'parked') = (parked_from IS NOT NULL) AND (stage = 'parked') = (parked_reason IS NOT NULL))
      )`);
    await db.query(`CREATE INDEX proposal_by_update ON proposal (group_id, updated_at, id)`);
    await db.query(`CREATE INDEX proposal_by_creation ON proposal (group_id, created_at, id)`);
    await db.query(`CREATE INDEX proposal_by_title ON proposal (group_id, title_key, id)`);
    await db.query(`CREATE INDEX proposal_by_stage ON proposal (group_id, stage, updated_at, id)`);
    await db.query(`CREATE INDEX proposal_authors ON proposal USING gin (author_ids)`);
    await db.query(`CREATE INDEX proposal_readers ON proposal USING gin (reader_ids)`);
    await db.query(`CREATE INDEX proposal_topics ON proposal USING gin (topics)`);
    await db.query(`CREATE INDEX proposal_search ON proposal USING gin (search)`);
  }

  private async keepDerivedColumns(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION proposal_derive() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.title_key := lower(NEW.title);
        NEW.search := setweight(to_tsvector('english', NEW.title), 'A')
                   || setweight(to_tsvector('english', NEW.summary), 'B')
                   || setweight(jsonb_to_tsvector('english', NEW.fields, '["string"]'), 'C');
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER proposal_derive BEFORE INSERT OR UPDATE OF title, summary, fields ON proposal
      FOR EACH ROW EXECUTE FUNCTION proposal_derive()`);
  }
}
