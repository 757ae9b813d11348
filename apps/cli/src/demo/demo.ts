import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfig } from '#libs/platform';

import { startServer } from '../../../server/src/start.js';
import { fillDemo } from './group.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the server on a folder that is removed at the end, fills it, and stays until Ctrl-C. */
export async function demo(env: NodeJS.ProcessEnv): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'colloquium-demo-'));
  const config = readConfig({ LOG_LEVEL: 'warn', ...env, DATA_DIR: dataDir, DATABASE_URL: '' });
  const server = await startServer(config, say);
  const end = async (): Promise<void> => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());

  const { email, password, proposalId } = await fillDemo(server.url, say);
  say(`\nThe demo is at ${server.url.replace('127.0.0.1', 'localhost')}/proposals/${proposalId}`);
  say(`Sign in as ${email} or lena@demo.example (the lead) with “${password}”. Ctrl-C ends it and removes everything.`);
}
