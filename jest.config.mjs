/** One runner for everything: pure code, PostgreSQL, processes and the browser differ only by suffix and by what they may start. */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
    target: 'es2022',
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^#libs/([^/]+)/(api|testing|client)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '\\.module\\.css$': '<rootDir>/apps/web/src/testing/styles.ts',
    '^#migrations$': '<rootDir>/migrations/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};

export default {
  reporters: ['default', '<rootDir>/scripts/jest-total.mjs'],
  globalSetup: '<rootDir>/scripts/jest-database.mjs',
  globalTeardown: '<rootDir>/scripts/jest-database-stop.mjs',
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'unit', testRegex: '(?<!-)\\.spec\\.tsx?$' },
    { ...base, displayName: 'db', testRegex: '\\.db-spec\\.ts$' },
    { ...base, displayName: 'e2e', testRegex: 'apps/(server|cli)/test/.*\\.e2e-spec\\.ts$' },
    { ...base, displayName: 'browser', testRegex: 'apps/web/e2e/.*\\.e2e-spec\\.ts$' },
  ],
};
