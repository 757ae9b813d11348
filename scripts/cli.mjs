/** `npm run cli -- <command>`: builds the server when it is missing and becomes the command line. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { newest, ROOT, run } from './steps.mjs';

const entry = join(ROOT, 'dist/apps/cli/src/main.js');
// Quiet, since what a command prints may be read by a program.
if (!existsSync(entry) || newest(['dist/.built-server']) === 0) await run('tsc', ['-p', 'tsconfig.json'], { quiet: true });
await import(pathToFileURL(entry).href);
