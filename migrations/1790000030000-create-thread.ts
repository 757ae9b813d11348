import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Threads and what is said in them.
 *
 * A thread always has a document, whose rights are its own, and the proposal that owns it where one does: both lists ("on this
 * proposal", "on this document") are one index each. The partial indexes answer what is asked across subjects: what is still
 * open, and what waits for whom; they are as small as what is unsettled. `comment.search` is kept by a trigger, for the
 * reason given with proposals. Locks: the foreign keys hold SHARE ROW EXCLUSIVE on proposal, document and app_user until
 * commit; the tables are empty, so not for long.
 */
export class CreateThread1790000030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createThread(db);
    await this.createComment(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['reaction', 'comment_revision', 'comment']) await db.query(`DROP TABLE ${table}`);
    await db.query(`DROP FUNCTION comment_derive`);
    await db.query(`DROP TABLE thread`);
  }

  private async createThread(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE thread (
        id               uuid PRIMARY KEY,
        group_id         uuid NOT NULL CONSTRAINT thread_group_fk REFERENCES research_group ON DELETE CASCADE,
        document_id      uuid NOT NULL CONSTRAINT thread_document_fk REFERENCES document ON DELETE CASCADE,
        proposal_id      uuid CONSTRAINT thread_proposal_fk REFERENCES proposal ON DELETE CASCADE,
        kind             text NOT NULL CONSTRAINT thread_kind_known CHECK (kind IN ('comment', 'question', 'concern', 'suggestion')),
        severity         text CONSTRAINT thread_severity_known CHECK (severity IN ('minor', 'major', 'blocking')),
        state            text NOT NULL CONSTRAINT thread_state_known CHECK (state IN ('open', 'addressed', 'resolved')),
        anchor           jsonb,
        orphaned_at      timestamptz,
        raised_by_id     uuid NOT NULL CONSTRAINT thread_raiser_fk REFERENCES app_user,
        addressed_by     text,
        addressed_by_id  uuid CONSTRAINT thread_addresser_fk REFERENCES app_user,
        addressed_at     timestamptz,
        resolved_by_id   uuid CONSTRAINT thread_resolver_fk REFERENCES app_user,
        resolved_at      timestamptz,
        created_at       timestamptz(3) NOT NULL,
        updated_at       timestamptz(3) NOT NULL,
        CONSTRAINT thread_concern_has_severity CHECK ((kind = 'concern') = (severity IS NOT NULL)),
        CONSTRAINT thread_addressed_is_complete CHECK ((state = 'open') = (addressed_by IS NULL)
          AND (addressed_by IS NULL) = (addressed_by_id IS NULL) AND (addressed_by IS NULL) = (addressed_at IS NULL)),
        CONSTRAINT thread_resolved_is_complete CHECK ((state = 'resolved') = (resolved_by_id IS NOT NULL) AND (resolved_by_id IS NULL) = (resolved_at IS NULL)),
        CONSTRAINT thread_orphan_had_anchor CHECK (orphaned_at IS NULL OR anchor IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX thread_of_document ON thread (document_id, updated_at, id)`);
    await db.query(`CREATE INDEX thread_of_proposal ON thread (proposal_id, updated_at, id) WHERE proposal_id IS NOT NULL`);
    await db.query(`CREATE INDEX thread_unresolved ON thread (proposal_id) WHERE proposal_id IS NOT NULL AND state <> 'resolved'`);
    await db.query(`CREATE INDEX thread_open_concern ON thread (document_id) WHERE kind = 'concern' AND state = 'open'`);
    await db.query(`CREATE INDEX thread_to_confirm ON thread (raised_by_id) WHERE state = 'addressed'`);
  }

  private async createComment(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE comment (
        id           uuid PRIMARY KEY,
        group_id     uuid NOT NULL,
        thread_id    uuid NOT NULL CONSTRAINT comment_thread_fk REFERENCES thread ON DELETE CASCADE,
        position     integer NOT NULL,
        author_id    uuid NOT NULL CONSTRAINT comment_author_fk REFERENCES app_user,
        body         text NOT NULL,
        mention_ids  uuid[] NOT NULL,
        created_at   timestamptz NOT NULL,
        edited_at    timestamptz,
        deleted_at   timestamptz,
        search       tsvector NOT NULL,
        CONSTRAINT comment_place_once UNIQUE (thread_id, position),
        CONSTRAINT comment_deleted_is_empty CHECK (deleted_at IS NULL OR (body = '' AND mention_ids = '{}'))
      )`);
    await db.query(`CREATE INDEX comment_mentions ON comment USING gin (mention_ids)`);
    await db.query(`CREATE INDEX comment_search ON comment USING gin (search)`);
    await db.query(`
      CREATE FUNCTION comment_derive() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.search := to_tsvector('english', NEW.body);
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER comment_derive BEFORE INSERT OR UPDATE OF body ON comment FOR EACH ROW EXECUTE FUNCTION comment_derive()`);
    await db.query(`
      CREATE TABLE comment_revision (
        id          uuid PRIMARY KEY,
        group_id    uuid NOT NULL,
        comment_id  uuid NOT NULL CONSTRAINT comment_revision_comment_fk REFERENCES comment ON DELETE CASCADE,
        body        text NOT NULL,
        edited_at   timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX comment_revision_of_comment ON comment_revision (comment_id, edited_at)`);
    await db.query(`
      CREATE TABLE reaction (
        comment_id  uuid NOT NULL CONSTRAINT reaction_comment_fk REFERENCES comment ON DELETE CASCADE,
        person_id   uuid NOT NULL CONSTRAINT reaction_person_fk REFERENCES app_user,
        emoji       text NOT NULL,
        group_id    uuid NOT NULL,
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (comment_id, person_id, emoji)
      )`);
  }
}
