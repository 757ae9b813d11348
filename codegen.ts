import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the web app's queries, made from the schema that the server prints. Run by `npm run generate`. */
const config: CodegenConfig = {
  schema: process.env['GRAPHQL_SCHEMA'] ?? 'apps/server/schema.graphql',
  documents: ['apps/web/src/**/*.{ts,tsx}', '!apps/web/src/graphql/generated/**'],
  generates: {
    'apps/web/src/graphql/generated/': {
      preset: 'client',
      config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: { DateTime: 'string' } },
    },
  },
};

export default config;
