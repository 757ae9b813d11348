import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import pg from 'pg';

import { type Config, DatabaseAddress, startEmbeddedPostgres } from '#libs/platform';

export interface OpenDatabase {
  readonly address: DatabaseAddress;
  close(): Promise<void>;
}

const OLDEST_POSTGRES = 150_000;

/** The configured PostgreSQL, or our own, ready to be migrated. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    await requireVersion(config.databaseUrl);
    return { address: new DatabaseAddress(config.databaseUrl), close: () => Promise.resolve() };
  }
  const release = claimFolder(resolve(config.dataDir));
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, say });
    const address = new DatabaseAddress(await ensureDatabase(postgres.url, 'colloquium'));
    return {
      address,
      close: async () => {
        await postgres.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function requireVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    if (Number(rows[0]?.version) < OLDEST_POSTGRES) throw new Error(`DATABASE_URL: PostgreSQL 15 or newer is needed; this one says ${rows[0]?.version}.`);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('DATABASE_URL')) throw error;
    throw new Error(`DATABASE_URL: the database cannot be reached (${error instanceof Error ? error.message : String(error)}).`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** Two servers on one folder would stop each other's PostgreSQL. A process id with its start time is never given twice. */
function claimFolder(home: string): () => void {
  mkdirSync(home, { recursive: true });
  const file = join(home, 'server.pid');
  const claim = (): boolean => {
    try {
      writeFileSync(file, identityOf(process.pid) ?? '', { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  };
  if (!claim()) {
    const [holder = '', pid = ''] = [readFileSync(file, 'utf8'), readFileSync(file, 'utf8').split(' ')[0] ?? ''];
    if (holder !== '' && identityOf(Number(pid)) === holder) {
      throw new Error(`Another Colloquium (process ${pid}) is using ${home}. Stop it, or choose another DATA_DIR.`);
    }
    rmSync(file, { force: true });
    if (!claim()) throw new Error(`${file} cannot be written.`);
  }
  return () => rmSync(file, { force: true });
}

/** `pid start-time` of a living process; where the system does not tell the time, the id alone. */
function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  try {
    // Field 22 counts from after the command, which may hold spaces and is in parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid} 0`;
  }
}
