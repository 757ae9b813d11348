import 'reflect-metadata';

import { ConfigError, readConfig } from '#libs/platform';

import { startServer } from './start.js';

/** A second Ctrl-C means "now". */
const DRAIN_MS = 20_000;

// Whoever read what we print may go away (`npm start | head`); that is no reason to end.
process.stdout.on('error', () => undefined);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const server = await startServer(config, say);
  say(`Colloquium is at ${config.configuredPublicUrl ?? server.url.replace('127.0.0.1', 'localhost')}`);

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    say(`${signal === 'SIGINT' ? '\n' : ''}Stopping…`);
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  // What the person starting it can mend is said plainly; anything else needs its stack.
  const plain = error instanceof ConfigError || (error instanceof Error && (error as NodeJS.ErrnoException).code === undefined);
  process.stderr.write(`${plain ? (error as Error).message : describe(error)}\n`);
  process.exit(1);
});

function describe(error: unknown): string {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop what uses it, or set PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
