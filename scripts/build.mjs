/** Builds what is missing or older than its sources: the server, then the web app. `--all` builds everything. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newest, ROOT, run } from './steps.mjs';

const all = process.argv.includes('--all');
const SHARED = ['package-lock.json', 'libs'];
const PARTS = [
  {
    name: 'server', stamp: 'dist/.built-server', sources: [...SHARED, 'apps/server/src', 'apps/cli/src', 'migrations', 'tsconfig.json'],
    build: () => run('tsc', ['-p', 'tsconfig.json']),
  },
  {
    name: 'web app', stamp: 'dist/.built-web', sources: [...SHARED, 'apps/web', 'apps/server/schema.graphql', 'codegen.ts'],
    build: async () => {
      await run('graphql-codegen', ['--config', 'codegen.ts', '--silent']);
      await run('vite', ['build', '--logLevel', 'warn', 'apps/web']);
    },
  },
];

for (const { name, stamp, sources, build } of PARTS) {
  if (!all && newest([stamp]) >= newest(sources)) continue;
  console.log(`Building the ${name}…`);
  await build();
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, stamp), '');
}
