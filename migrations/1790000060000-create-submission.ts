import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Venues with their dates, and the proposals on their way to them.
 *
 * A date keeps the words of its announcement beside the instant they came to. Dates carry their venue's group, so that what
 * is ahead of a group is one walk along one index. The partial unique index lets a proposal be aimed again after it was
 * withdrawn. Locks: SHARE ROW EXCLUSIVE on research_group, app_user and proposal until commit; all tables are new and empty.
 */
export class CreateSubmission1790000060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE venue (
        id          uuid PRIMARY KEY,
        group_id    uuid NOT NULL CONSTRAINT venue_group_fk REFERENCES research_group ON DELETE CASCADE,
        name        text NOT NULL,
        edition     text NOT NULL,
        url         text,
        created_at  timestamptz(3) NOT NULL,
        CONSTRAINT venue_edition_once UNIQUE (group_id, name, edition)
      )`);
    await db.query(`CREATE INDEX venue_newest ON venue (group_id, created_at, id)`);
    await db.query(`
      CREATE TABLE venue_deadline (
        id        uuid PRIMARY KEY,
        group_id  uuid NOT NULL,
        venue_id  uuid NOT NULL CONSTRAINT venue_deadline_venue_fk REFERENCES venue ON DELETE CASCADE,
        kind      text NOT NULL CONSTRAINT venue_deadline_kind_known
                  CHECK (kind IN ('abstract', 'paper', 'supplementary', 'reviews', 'rebuttal', 'notification', 'camera_ready')),
        at        timestamptz(3) NOT NULL,
        zone      text NOT NULL,
        local     text NOT NULL
      )`);
    await db.query(`CREATE INDEX venue_deadline_of_venue ON venue_deadline (venue_id, at, id)`);
    await db.query(`CREATE INDEX venue_deadline_ahead ON venue_deadline (group_id, at, venue_id)`);
    await db.query(`
      CREATE TABLE submission (
        id            uuid PRIMARY KEY,
        group_id      uuid NOT NULL,
        proposal_id   uuid NOT NULL CONSTRAINT submission_proposal_fk REFERENCES proposal ON DELETE CASCADE,
        venue_id      uuid NOT NULL CONSTRAINT submission_venue_fk REFERENCES venue,
        aimed_by_id   uuid NOT NULL CONSTRAINT submission_aimer_fk REFERENCES app_user,
        created_at    timestamptz NOT NULL,
        withdrawn_at  timestamptz
      )`);
    await db.query(`CREATE UNIQUE INDEX submission_once_on_its_way ON submission (proposal_id, venue_id) WHERE withdrawn_at IS NULL`);
    await db.query(`CREATE INDEX submission_of_proposal ON submission (proposal_id, created_at, id)`);
    await db.query(`CREATE INDEX submission_of_venue ON submission (venue_id)`);
    await db.query(`
      CREATE TABLE health_update (
        id             uuid PRIMARY KEY,
        submission_id  uuid NOT NULL CONSTRAINT health_update_submission_fk REFERENCES submission ON DELETE CASCADE,
        health         text NOT NULL CONSTRAINT health_update_health_known CHECK (health IN ('on_track', 'at_risk', 'off_track')),
        line           text NOT NULL,
        by_id          uuid NOT NULL CONSTRAINT health_update_author_fk REFERENCES app_user,
        at             timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX health_update_of_submission ON health_update (submission_id, at, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['health_update', 'submission', 'venue_deadline', 'venue']) await db.query(`DROP TABLE ${table}`);
  }
}
