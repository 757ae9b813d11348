import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Groups, people, and the ways in: memberships, sessions, tokens, invitations.
 *
 * Secrets are stored as SHA-256 of 256 random bits: a slow hash protects what people choose, not what we draw.
 * Sessions and tokens carry the group, so that one question answers who is asking. Locks: none, all is new.
 */
export class CreateIdentity1790000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE research_group (
        id          uuid PRIMARY KEY,
        name        text NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE app_user (
        id             uuid PRIMARY KEY,
        name           text NOT NULL,
        email          text NOT NULL CONSTRAINT app_user_email_once UNIQUE CONSTRAINT app_user_email_lower CHECK (email = lower(email)),
        password_hash  text NOT NULL,
        time_zone      text,
        single_keys    boolean NOT NULL DEFAULT true,
        created_at     timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE membership (
        id            uuid PRIMARY KEY,
        group_id      uuid NOT NULL CONSTRAINT membership_group_fk REFERENCES research_group ON DELETE CASCADE,
        user_id       uuid NOT NULL CONSTRAINT membership_user_fk REFERENCES app_user ON DELETE CASCADE,
        role          text NOT NULL CONSTRAINT membership_role_known CHECK (role IN ('lead', 'researcher', 'guest')),
        joined_at     timestamptz(3) NOT NULL DEFAULT now(),
        suspended_at  timestamptz,
        CONSTRAINT membership_once_per_group UNIQUE (group_id, user_id)
      )`);
    await db.query(`CREATE INDEX membership_by_joining ON membership (group_id, joined_at, id)`);
    await db.query(`CREATE INDEX membership_of_user ON membership (user_id)`);
    await db.query(`
      CREATE TABLE session (
        id            uuid PRIMARY KEY,
        group_id      uuid NOT NULL CONSTRAINT session_group_fk REFERENCES research_group ON DELETE CASCADE,
        user_id       uuid NOT NULL CONSTRAINT session_user_fk REFERENCES app_user ON DELETE CASCADE,
        secret_hash   bytea NOT NULL CONSTRAINT session_secret_once UNIQUE,
        user_agent    text NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now(),
        last_seen_at  timestamptz NOT NULL DEFAULT now(),
        expires_at    timestamptz NOT NULL,
        revoked_at    timestamptz
      )`);
    await db.query(`CREATE INDEX session_of_user ON session (user_id) WHERE revoked_at IS NULL`);
    await db.query(`
      CREATE TABLE api_token (
        id            uuid PRIMARY KEY,
        group_id      uuid NOT NULL CONSTRAINT api_token_group_fk REFERENCES research_group ON DELETE CASCADE,
        user_id       uuid NOT NULL CONSTRAINT api_token_user_fk REFERENCES app_user ON DELETE CASCADE,
        name          text NOT NULL,
        prefix        text NOT NULL,
        secret_hash   bytea NOT NULL CONSTRAINT api_token_secret_once UNIQUE,
        scopes        text[] NOT NULL CONSTRAINT api_token_scopes_known
                      CHECK (scopes <> '{}' AND scopes <@ ARRAY['read', 'write', 'members', 'runs', 'collab']),
        created_at    timestamptz NOT NULL DEFAULT now(),
        expires_at    timestamptz,
        last_used_at  timestamptz,
        revoked_at    timestamptz
      )`);
    await db.query(`CREATE INDEX api_token_of_user ON api_token (user_id) WHERE revoked_at IS NULL`);
    await db.query(`
      CREATE TABLE invitation (
        id             uuid PRIMARY KEY,
        group_id       uuid NOT NULL CONSTRAINT invitation_group_fk REFERENCES research_group ON DELETE CASCADE,
        email          text,
        role           text NOT NULL CONSTRAINT invitation_role_known CHECK (role IN ('lead', 'researcher', 'guest')),
        secret_hash    bytea NOT NULL CONSTRAINT invitation_secret_once UNIQUE,
        invited_by_id  uuid NOT NULL CONSTRAINT invitation_inviter_fk REFERENCES app_user ON DELETE CASCADE,
        created_at     timestamptz NOT NULL DEFAULT now(),
        expires_at     timestamptz NOT NULL,
        accepted_at    timestamptz,
        revoked_at     timestamptz
      )`);
    await db.query(`CREATE INDEX invitation_open ON invitation (group_id, created_at) WHERE accepted_at IS NULL AND revoked_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['invitation', 'api_token', 'session', 'membership', 'app_user', 'research_group']) await db.query(`DROP TABLE ${table}`);
  }
}
