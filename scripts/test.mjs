/**
 * `npm test`: everything that must hold, and one line at the end that counts it.
 * Types, lint and the order of the libraries first; then every test, from pure code to the browser.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findChromium } from './chromium.mjs';
import { ROOT, run } from './steps.mjs';

const CHECKS = [
  ['Building', () => run('node', ['scripts/build.mjs'])],
  ['Types', () => run('npm', ['run', '-s', 'typecheck'])],
  ['Lint', () => run('npm', ['run', '-s', 'lint'])],
  ['Order of the libraries', () => run('npm', ['run', '-s', 'rules'])],
];
/** The browser needs the machine to itself; the rest shares it. */
const RUNS = [['unit', 'db'], ['e2e'], ['browser']];

const folder = mkdtempSync(join(tmpdir(), 'colloquium-total-'));
const total = { passed: 0, failed: 0, skipped: 0 };

for (const [name, check] of CHECKS) {
  console.log(`\n— ${name}`);
  try {
    await check();
    total.passed += 1;
  } catch (error) {
    console.error(error.message);
    total.failed += 1;
  }
}

try {
  process.env.CHROMIUM = findChromium();
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}

for (const projects of RUNS) {
  console.log(`\n— ${projects.join(', ')}`);
  const file = join(folder, `${projects.join('-')}.json`);
  const serial = projects.some((name) => name === 'e2e' || name === 'browser') ? ['--runInBand'] : [];
  await run('node', ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--selectProjects', ...projects, '--passWithNoTests', ...serial], { env: { TEST_TOTAL_FILE: file } }).catch(() => undefined);
  if (!existsSync(file)) total.failed += 1;
  else for (const [kind, count] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) total[kind] += count;
}

rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
