import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../../../..');
const ENTRY = join(ROOT, 'dist/apps/server/src/main.js');
const START_MS = 30_000;

export interface ServerSettings {
  /** Beside PORT, HOST and DATA_DIR. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A server as people run it: a process of its own, from what was built, with a folder and a port of its own. It keeps both over a
 * {@link kill} and a {@link start}, as a machine does that was switched off and on.
 */
export class ServerProcess {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'colloquium-e2e-'));
  private port = 0;
  private child: ChildProcess | null = null;
  private said = '';

  constructor(private readonly settings: ServerSettings = {}) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get websocketUrl(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** What it has printed since it was last started. */
  get output(): string {
    return this.said;
  }

  /** Resolves when it answers; fails with what it printed when it ends before. */
  async start(): Promise<void> {
    if (!existsSync(ENTRY)) throw new Error('Build the server first: npm run build.');
    this.port ||= await freePort();
    this.said = '';
    const child = spawn(process.execPath, [ENTRY], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'warn',
        ...this.settings.env, PORT: String(this.port), HOST: '127.0.0.1', DATA_DIR: this.dataDir,
      },
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    for (let waited = 0; !this.said.includes('Colloquium is at'); waited += 20) {
      if (child.exitCode !== null || child.signalCode !== null || waited > START_MS) throw new Error(`The server did not start:\n${this.said}`);
      await sleep(20);
    }
  }

  /** Ends it as an operator does; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (child === null) return null;
    this.child = null;
    if (child.exitCode !== null) return child.exitCode;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    return ((await gone) as [number | null])[0];
  }

  /** Ends it without a warning, as a lack of memory does; with `database` its own PostgreSQL in the same instant, as a lack of power does. */
  async kill({ database = false } = {}): Promise<void> {
    const { child } = this;
    if (child === null) return;
    this.child = null;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    if (database) this.signalDatabase('SIGKILL');
    await gone;
  }

  /** Stops it and whatever it left behind, and removes its folder. */
  async dispose(): Promise<void> {
    await this.stop();
    while (this.signalDatabase('SIGINT')) await sleep(50);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** To all processes of its PostgreSQL, which leads a group of its own. False when there is none. */
  private signalDatabase(signal: NodeJS.Signals): boolean {
    const lockFile = join(this.dataDir, 'postgres/postmaster.pid');
    if (!existsSync(lockFile)) return false;
    const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
    try {
      process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}

/** A running server for the tests of one file. */
export function useServer(settings: ServerSettings = {}): ServerProcess {
  const server = new ServerProcess(settings);
  beforeAll(() => server.start(), 2 * START_MS);
  afterAll(() => server.dispose(), 2 * START_MS);
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}
