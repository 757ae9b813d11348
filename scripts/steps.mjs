import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** Runs a program of the project with the Node of the project; its output is shown. Rejects when it fails. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const bin = join(ROOT, 'node_modules/.bin');
  const child = spawn(existsSync(join(bin, command)) ? join(bin, command) : command, args, {
    cwd: ROOT, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed (${code})`))));
  });
}

/** The time of the newest file below these places, in milliseconds. */
export function newest(places, skip = /^(node_modules|dist|generated|testing|e2e|test)$/) {
  const times = places.map((place) => {
    const path = join(ROOT, place);
    if (!existsSync(path)) return 0;
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.mtimeMs;
    return Math.max(0, ...readdirSync(path).filter((name) => !skip.test(name)).map((name) => newest([join(place, name)], skip)));
  });
  return Math.max(0, ...times);
}
