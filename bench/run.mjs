/** `npm run bench [name…]`: measurements by hand, never in a test. Figures are for one machine and one run; quote ratios. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../scripts/steps.mjs';

await run('node', [join(import.meta.dirname, '../scripts/build.mjs')]);
const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.mjs') && !/^(run|support)\./.test(name)).map((name) => name.replace('.mjs', ''));
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n# ${name}`);
  await run('node', [join(import.meta.dirname, `${name}.mjs`)]);
}
