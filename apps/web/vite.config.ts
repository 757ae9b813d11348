import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['COLLOQUIUM_SERVER'] ?? 'http://127.0.0.1:3000';
const forwarded = Object.fromEntries(
  ['/graphql', '/collab', '/files', '/api'].map((path) => [path, { target: server, ws: true }]),
);

/**
 * The page is built into `dist`, from where the server serves it. While developing, everything that is not the page
 * itself goes to a server beside it (`COLLOQUIUM_SERVER`, by default the one that `npm start` starts).
 */
export default defineConfig({
  root: from('.'),
  plugins: [react()],
  resolve: {
    alias: {
      '#libs/kernel': from('../../libs/kernel/src/index.ts'),
      '#libs/statistics': from('../../libs/statistics/src/index.ts'),
      '#libs/sync/client': from('../../libs/sync/src/client/index.ts'),
    },
  },
  server: { host: '127.0.0.1', proxy: forwarded },
  preview: { host: '127.0.0.1', proxy: forwarded },
  build: {
    outDir: from('dist'),
    emptyOutDir: true,
    target: 'es2023',
    // A font inlined into the style sheet is loaded by everybody, also by those whose language does not need it.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
  },
});
