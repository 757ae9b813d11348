import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Config } from '#libs/platform';

import { bringUpToDate, ROOT } from '../../server/src/bring-up-to-date.js';
import { assemble, generatedFiles } from '../../server/src/describe.js';
import { openDatabase } from '../../server/src/open-database.js';

const quiet = (): void => undefined;

/** Puts the application together on a throwaway database and hands over what is generated from it. */
async function generated(): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'colloquium-generate-'));
  const config = Config.of({ DATA_DIR: dataDir });
  const opened = await openDatabase(config, quiet);
  try {
    await bringUpToDate(opened.address, quiet);
    const app = await assemble(config, opened.address);
    const files = generatedFiles(app);
    await app.close();
    return files;
  } finally {
    await opened.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Writes every generated file to its place. */
export async function generate(): Promise<void> {
  for (const [place, content] of Object.entries(await generated())) await writeFile(join(ROOT, place), content);
}

/** Prints one of them. */
export async function print(place: string): Promise<void> {
  process.stdout.write((await generated())[place] ?? '');
}
