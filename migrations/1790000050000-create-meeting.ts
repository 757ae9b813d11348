import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Meetings, their agendas, and the actions agreed there or on a proposal.
 *
 * Upcoming and closed meetings are two lists, so each has its partial index; guests and named people find theirs through
 * the GIN index on attendees. Positions are unique at the end of each statement, so that one UPDATE may reorder an agenda.
 * The current item points back at the agenda, hence the constraint added last. Locks: SHARE ROW EXCLUSIVE on
 * research_group, app_user, document and proposal until commit; all tables are new and empty, so not for long.
 */
export class CreateMeeting1790000050000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE meeting (
        id               uuid PRIMARY KEY,
        group_id         uuid NOT NULL CONSTRAINT meeting_group_fk REFERENCES research_group ON DELETE CASCADE,
        title            text NOT NULL,
        state            text NOT NULL CONSTRAINT meeting_state_known CHECK (state IN ('scheduled', 'running', 'closed')),
        starts_at        timestamptz(3) NOT NULL,
        minutes          integer NOT NULL CONSTRAINT meeting_minutes_range CHECK (minutes BETWEEN 1 AND 1440),
        time_zone        text NOT NULL,
        series_key       text,
        attendee_ids     uuid[] NOT NULL,
        facilitator_id   uuid CONSTRAINT meeting_facilitator_fk REFERENCES app_user ON DELETE SET NULL,
        current_item_id  uuid,
        document_id      uuid NOT NULL CONSTRAINT meeting_document_once UNIQUE CONSTRAINT meeting_document_fk REFERENCES document,
        started_at       timestamptz,
        ended_at         timestamptz,
        created_at       timestamptz NOT NULL,
        CONSTRAINT meeting_started_when_not_scheduled CHECK ((state = 'scheduled') = (started_at IS NULL)),
        CONSTRAINT meeting_ended_when_closed CHECK ((state = 'closed') = (ended_at IS NOT NULL)),
        CONSTRAINT meeting_item_while_running CHECK (current_item_id IS NULL OR state = 'running')
      )`);
    await db.query(`CREATE INDEX meeting_to_hold ON meeting (group_id, starts_at, id) WHERE state <> 'closed'`);
    await db.query(`CREATE INDEX meeting_held ON meeting (group_id, starts_at, id) WHERE state = 'closed'`);
    await db.query(`CREATE INDEX meeting_of_series ON meeting (group_id, series_key, starts_at) WHERE series_key IS NOT NULL`);
    await db.query(`CREATE INDEX meeting_attendees ON meeting USING gin (attendee_ids)`);
    await db.query(`
      CREATE TABLE agenda_item (
        id            uuid PRIMARY KEY,
        meeting_id    uuid NOT NULL CONSTRAINT agenda_item_meeting_fk REFERENCES meeting ON DELETE CASCADE,
        position      integer NOT NULL,
        title         text NOT NULL,
        reason        text NOT NULL,
        proposal_id   uuid CONSTRAINT agenda_item_proposal_fk REFERENCES proposal ON DELETE SET NULL,
        minutes       integer CONSTRAINT agenda_item_minutes_range CHECK (minutes BETWEEN 1 AND 1440),
        presenter_id  uuid CONSTRAINT agenda_item_presenter_fk REFERENCES app_user ON DELETE SET NULL,
        outcome       text CONSTRAINT agenda_item_outcome_known CHECK (outcome IN ('discussed', 'decided', 'carried_over', 'dropped')),
        outcome_note  text,
        started_at    timestamptz,
        CONSTRAINT agenda_item_one_per_position UNIQUE (meeting_id, position) DEFERRABLE INITIALLY IMMEDIATE
      )`);
    await db.query(`CREATE INDEX agenda_item_of_proposal ON agenda_item (proposal_id) WHERE proposal_id IS NOT NULL`);
    await db.query(`
      ALTER TABLE meeting ADD CONSTRAINT meeting_current_item_fk FOREIGN KEY (current_item_id) REFERENCES agenda_item ON DELETE SET NULL`);
    await db.query(`
      CREATE TABLE action (
        id             uuid PRIMARY KEY,
        group_id       uuid NOT NULL,
        meeting_id     uuid CONSTRAINT action_meeting_fk REFERENCES meeting ON DELETE CASCADE,
        proposal_id    uuid CONSTRAINT action_proposal_fk REFERENCES proposal ON DELETE CASCADE,
        title          text NOT NULL,
        owner_id       uuid NOT NULL CONSTRAINT action_owner_fk REFERENCES app_user,
        created_by_id  uuid NOT NULL CONSTRAINT action_creator_fk REFERENCES app_user,
        due_on         date,
        done_at        timestamptz,
        created_at     timestamptz(3) NOT NULL,
        CONSTRAINT action_has_place CHECK (meeting_id IS NOT NULL OR proposal_id IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX action_by_age ON action (group_id, created_at, id)`);
    await db.query(`CREATE INDEX action_open ON action (group_id, created_at, id) WHERE done_at IS NULL`);
    await db.query(`CREATE INDEX action_of_owner ON action (owner_id, created_at, id)`);
    await db.query(`CREATE INDEX action_open_of_owner ON action (owner_id, due_on) WHERE done_at IS NULL`);
    await db.query(`CREATE INDEX action_of_meeting ON action (meeting_id, created_at, id) WHERE meeting_id IS NOT NULL`);
    await db.query(`CREATE INDEX action_of_proposal ON action (proposal_id, created_at, id) WHERE proposal_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE action`);
    await db.query(`ALTER TABLE meeting DROP CONSTRAINT meeting_current_item_fk`);
    await db.query(`DROP TABLE agenda_item`);
    await db.query(`DROP TABLE meeting`);
  }
}
