/** `npm run generate`: the files that are made from the code and committed, and the web app's types made from them. */
import { run } from './steps.mjs';

await run('tsc', ['-p', 'tsconfig.json']);
await run('node', ['dist/apps/cli/src/main.js', 'generate']);
await run('graphql-codegen', ['--config', 'codegen.ts', '--silent']);
