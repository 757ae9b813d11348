import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { startEmbeddedPostgres } from '../dist/libs/platform/src/database/embedded-postgres.js';

const ROOT = join(import.meta.dirname, '..');

/** A server on a PostgreSQL of its own with fsync on, a lead who is signed in, and a way to ask it. */
export async function startWorld(port) {
  const dataDir = mkdtempSync(join(tmpdir(), 'colloquium-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, say: () => undefined });
  const server = spawn(process.execPath, [join(ROOT, 'dist/apps/server/src/main.js')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of server.stdout) if (String(line).includes('Colloquium is at')) break;
  const url = `http://127.0.0.1:${port}`;
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  let cookie = '';
  const ask = async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }, body: JSON.stringify({ query, variables }),
    });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0];
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const { createFirstGroup } = await ask(
    `mutation ($input: CreateFirstGroupInput!) { createFirstGroup(input: $input) { person { id } group { id } } }`,
    { input: { groupName: 'Bench', name: 'Lea Deng', email: 'lea@example.org', password: 'correct horse battery' } });
  return {
    ask, db, url, userId: createFirstGroup.person.id, groupId: createFirstGroup.group.id,
    stop: async () => {
      await db.end();
      server.kill('SIGTERM');
      await once(server, 'exit');
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Times two things in turn, A B A B …, so that a machine that changes its speed does so for both. Milliseconds and their ratio. */
export async function inTurn(times, a, b) {
  const [as, bs] = [[], []];
  for (let i = 0; i < times + 3; i += 1) {
    for (const [work, into] of [[a, as], [b, bs]]) {
      const started = performance.now();
      await work();
      // The first rounds warm the caches and the compiler.
      if (i >= 3) into.push(performance.now() - started);
    }
  }
  return { a: median(as), b: median(bs), ratio: median(bs) / median(as) };
}
