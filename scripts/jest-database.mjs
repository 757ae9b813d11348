import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Projects that never touch PostgreSQL: a run of these alone starts none. */
const PURE = new Set(['unit']);

/**
 * One throwaway PostgreSQL for a whole run; each test file gets a database of its own in it. TEST_POSTGRES_URL names another
 * to test against, such as the oldest that is supported.
 */
export default async function startDatabase() {
  if (process.env.TEST_POSTGRES_URL) return;
  const selected = process.argv.slice(process.argv.indexOf('--selectProjects') + 1).filter((word) => /^[a-z0-9]+$/.test(word));
  if (process.argv.includes('--selectProjects') && selected.every((name) => PURE.has(name))) return;
  const { startEmbeddedPostgres } = await import('../libs/platform/src/database/embedded-postgres.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'colloquium-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, say: () => undefined, throwaway: true });
  process.env.TEST_POSTGRES_URL = postgres.url;
  globalThis.stopTestDatabase = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
