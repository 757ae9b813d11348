import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { foundGroup } from './support/caller.js';
import { ServerProcess } from './support/server.js';

const ENTRY = resolve(import.meta.dirname, '../../../dist/apps/server/src/main.js');
const servers: ServerProcess[] = [];
const aServer = (env: Record<string, string> = {}): ServerProcess => {
  const server = new ServerProcess({ env });
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose();
}, 60_000);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // One that has ended and waits for its parent to look is not alive.
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
const databasePid = (server: ServerProcess): number => Number(readFileSync(join(server.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
const runServer = (env: Record<string, string>) =>
  spawnSync(process.execPath, [ENTRY], { env: { PATH: process.env['PATH'] ?? '', ...env }, encoding: 'utf8', timeout: 30_000 });

describe('the server', () => {
  it('answers when it is alive and when it can work, and says where it is', async () => {
    const server = aServer();
    await server.start();
    expect(server.output).toMatch(/Colloquium is at http:\/\/localhost:\d+/);
    for (const path of ['/healthz', '/readyz']) expect((await fetch(server.url + path)).status).toBe(200);
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/# TYPE/);
    await foundGroup(server);
  }, 60_000);

  it('stops everything it started when it is told to', async () => {
    const server = aServer();
    await server.start();
    const pid = databasePid(server);
    expect(await server.stop()).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(server.dataDir, 'server.pid'))).toBe(false);
  }, 60_000);

  it('recovers by itself after it was killed, says what it found, and has lost nothing', async () => {
    const server = aServer();
    await server.start();
    await foundGroup(server);
    const orphan = databasePid(server);
    await server.kill();
    expect(isAlive(orphan)).toBe(true);

    await server.start();
    expect(server.output).toContain(`(process ${orphan}) was still running`);
    expect(isAlive(orphan)).toBe(false);

    await server.kill({ database: true });
    await server.start();
    expect(server.output).toMatch(/lock file of a PostgreSQL that is gone/);
    const reply = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ installation { groupName } }"}' });
    expect(await reply.json()).toEqual({ data: { installation: { groupName: 'Vision Lab' } } });
  }, 90_000);

  it('refuses a folder that another one uses, by name', async () => {
    const server = aServer();
    await server.start();
    const second = runServer({ PORT: '0', DATA_DIR: server.dataDir });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/Another Colloquium \(process \d+\) is using/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  }, 60_000);

  it('names every wrong setting at once and starts nothing', () => {
    const { status, stderr } = runServer({ PORT: 'eighty', ROLES: 'chef', DATABASE_URL: 'mysql://x' });
    expect(status).toBe(1);
    for (const name of ['PORT', 'ROLES', 'DATABASE_URL']) expect(stderr).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
  });

  it('starts in a folder that only its owner may enter', async () => {
    const server = aServer();
    mkdirSync(server.dataDir, { recursive: true });
    chmodSync(server.dataDir, 0o700);
    await server.start();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  }, 60_000);
});
