import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { DataSource, getMetadataArgsStorage, type MigrationInterface } from 'typeorm';

/** "clq" in ASCII: one number per installation, so that two processes never migrate at once. */
const MIGRATION_LOCK = 0x636c71;

export interface DataSourceSettings {
  readonly url: string;
  readonly pool: number;
  /** Given by who migrates. */
  readonly migrations?: (new () => MigrationInterface)[];
}

/** Whoever waits longer than this for an answer is better told so than kept. */
const PATIENCE = { statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 };

/** A connection pool that knows every entity that has been imported. */
export function createDataSource({ url, pool, migrations }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entityClasses(),
    migrations: migrations ?? [],
    applicationName: 'colloquium',
    poolSize: pool,
    connectTimeoutMS: 10_000,
    // An index on a grown table takes what it takes, and so does waiting for the process that makes it.
    extra: migrations === undefined ? PATIENCE : {},
  });
}

const entityClasses = (): (new () => object)[] =>
  getMetadataArgsStorage().tables.map(({ target }) => target).filter((target): target is new () => object => typeof target === 'function');

/** The migrations of a folder, oldest first: each file `<millis>-<verb>-<noun>` exports one class. */
export async function loadMigrations(folder: string): Promise<(new () => MigrationInterface)[]> {
  const files = (await readdir(folder)).filter((name) => /^\d+-[a-z0-9-]+\.(js|ts)$/.test(name)).sort();
  const modules = await Promise.all(
    files.map((name) => import(pathToFileURL(join(folder, name)).href) as Promise<Record<string, new () => MigrationInterface>>),
  );
  return modules.flatMap((module) => Object.values(module));
}

/** Brings the schema up to date, once, however many processes start together. Returns the names of what ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
