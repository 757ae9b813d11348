import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

import { type Actor, type Role, SCOPES } from '#libs/access';
import { Clock, type GroupId, newId, type UserId } from '#libs/kernel';
import { createDataSource, Database, DatabaseAddress, DomainEventRow, loadMigrations, migrate, Outbox } from '#libs/platform';

/** Holds time still until it is told to go on. */
export class StoppedClock extends Clock {
  constructor(public time: Date) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    this.time = new Date(this.time.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  }
}

/** A migrated database of its own, a stopped clock, and people of one group to act in it. */
export class World {
  readonly clock = new StoppedClock(new Date('2026-09-01T12:00:00Z'));
  readonly groupId = newId<GroupId>();
  readonly outbox = new Outbox(this.clock);
  private source: DataSource | null = null;
  private databaseAddress: DatabaseAddress | null = null;

  get dataSource(): DataSource {
    if (this.source === null) throw new Error('The world exists only inside tests and hooks.');
    return this.source;
  }

  get address(): DatabaseAddress {
    if (this.databaseAddress === null) throw new Error('The world exists only inside tests and hooks.');
    return this.databaseAddress;
  }

  /** Looks the connection up at each call, so that services can be made before the tests run. */
  readonly database: Database = new Database(
    new Proxy({} as DataSource, {
      get: (_target, name) => {
        const value: unknown = Reflect.get(this.dataSource, name);
        return typeof value === 'function' ? (value.bind(this.dataSource) as unknown) : value;
      },
    }),
  );

  async open(): Promise<void> {
    const name = await cloneTemplate();
    this.databaseAddress = new DatabaseAddress(addressOf(name));
    this.source = await createDataSource({ url: this.databaseAddress.url, pool: 8 }).initialize();
    await this.dataSource.query('INSERT INTO research_group (id, name) VALUES ($1, $2)', [this.groupId, 'Vision Lab']);
  }

  async close(): Promise<void> {
    await this.source?.destroy();
  }

  /** Somebody of the group who is not written down anywhere: enough for rules that need no row. */
  someone(role: Role = 'researcher', groupId: GroupId = this.groupId): Actor {
    return { userId: newId<UserId>(), groupId, role, via: 'session', credentialId: newId(), scopes: new Set(SCOPES) };
  }

  /** A person of the group, written down: what foreign keys ask for. */
  async person(role: Role = 'researcher', name = 'Sam Rivera', groupId: GroupId = this.groupId): Promise<Actor> {
    const actor = this.someone(role, groupId);
    await this.dataSource.query(
      `INSERT INTO app_user (id, name, email, password_hash) VALUES ($1, $2, $3, '')`,
      [actor.userId, name, `${actor.userId}@example.org`],
    );
    await this.dataSource.query(
      `INSERT INTO membership (id, group_id, user_id, role) VALUES ($1, $2, $3, $4)`,
      [newId(), groupId, actor.userId, role],
    );
    return actor;
  }

  /** A group that must notice nothing of ours, and one of its leads. */
  async anotherGroup(): Promise<Actor> {
    const groupId = newId<GroupId>();
    await this.dataSource.query('INSERT INTO research_group (id, name) VALUES ($1, $2)', [groupId, 'Elsewhere']);
    return this.person('lead', 'Alex Stone', groupId);
  }

  async has<T extends ObjectLiteral>(entity: EntityTarget<T>, ...rows: T[]): Promise<void> {
    await this.dataSource.getRepository(entity).insert(rows);
  }

  /** The types of all recorded events, oldest first. */
  async events(): Promise<string[]> {
    const rows = await this.dataSource.getRepository(DomainEventRow).find({ order: { position: 'ASC' } });
    return rows.map((row) => row.event.type);
  }
}

/** A world for the tests of one file. */
export function useWorld(): World {
  const world = new World();
  beforeAll(() => world.open(), 60_000);
  afterAll(() => world.close());
  return world;
}

const maintenanceUrl = (): string => {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('TEST_POSTGRES_URL is not set: run the tests through npm.');
  return url;
};

const addressOf = (database: string): string => Object.assign(new URL(maintenanceUrl()), { pathname: `/${database}` }).href;

/** Migrating once and copying costs a twentieth of migrating for each file. */
async function cloneTemplate(): Promise<string> {
  const migrations = await loadMigrations(join(process.cwd(), 'migrations'));
  const fingerprint = createHash('sha256').update(migrations.map((migration) => migration.toString()).join()).digest('hex').slice(0, 12);
  const template = `template_${fingerprint}`;
  const name = `world_${newId().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: maintenanceUrl() });
  await client.connect();
  try {
    // One worker makes the template while the others wait for it; copying needs it free of connections.
    await client.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE draft_${fingerprint}`);
      const source = await createDataSource({ url: addressOf(`draft_${fingerprint}`), pool: 2, migrations }).initialize();
      await migrate(source);
      await source.destroy();
      await client.query(`ALTER DATABASE draft_${fingerprint} RENAME TO ${template}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  return name;
}
