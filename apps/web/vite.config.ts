import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['COLLOQUIUM_SERVER'] ?? 'http://127.0.0.1:3000';
const forwarded = Object.fromEntries(
  ['/graphql', '/collab', '/files', '/api'].map((path) => [path, { target: server, ws: true }]),
);

/**
 * Puts each query into the module that asks it. The generated types keep all documents in one module, which would load the
 * queries of every feature with the first page; here `graphql(`…`)` becomes the one document that it names.
 */
function documentsInPlace(): Plugin {
  const documents = new Map<string, string>();
  return {
    name: 'documents-in-place',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const generated = await readFile(from('src/graphql/generated/graphql.ts'), 'utf8');
      for (const [, name = '', document = ''] of generated.matchAll(/^export const (\w+) = (\{.*\}) as unknown as /gm)) documents.set(name, document);
    },
    transform(code, id) {
      if (!code.includes('graphql(`') || id.includes('/graphql/generated/')) return undefined;
      const inPlace = code.replaceAll(/\bgraphql\(`\s*(\w+)\s+(\w+)[^`]*`\)/g, (_, kind: string, name: string) => {
        const document = documents.get(`${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`);
        return document ?? this.error(`The ${kind} ${name} is not among the generated documents: run npm run generate.`);
      });
      return { code: inPlace, map: null };
    },
  };
}

/**
 * The page is built into `dist`, from where the server serves it. While developing, everything that is not the page
 * itself goes to a server beside it (`COLLOQUIUM_SERVER`, by default the one that `npm start` starts).
 */
export default defineConfig({
  root: from('.'),
  plugins: [documentsInPlace(), react()],
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
