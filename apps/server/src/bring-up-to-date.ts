import { join } from 'node:path';

import { createDataSource, type DatabaseAddress, loadMigrations, migrate } from '#libs/platform';

export const ROOT = join(import.meta.dirname, '../../../..');

/** Runs the migrations that are missing, once, however many processes start together. */
export async function bringUpToDate(address: DatabaseAddress, say: (line: string) => void): Promise<void> {
  const migrations = await loadMigrations(join(ROOT, 'dist/migrations'));
  const source = await createDataSource({ url: address.url, pool: 2, migrations }).initialize();
  try {
    const done = await migrate(source);
    if (done.length > 0) say(`Brought the database up to date (${done.length} ${done.length === 1 ? 'step' : 'steps'}).`);
  } finally {
    await source.destroy();
  }
}
