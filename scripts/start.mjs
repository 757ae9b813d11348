/** `npm start`: builds what is missing and becomes the server. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import './build.mjs';
import { ROOT } from './steps.mjs';

await import(pathToFileURL(join(ROOT, 'dist/apps/server/src/main.js')).href);
