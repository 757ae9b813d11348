/** The house in one line: a library may import only what stands before it. A set stands abreast. */
const ORDER = [
  'kernel',
  ['access', 'sync', 'statistics'],
  'platform',
  'testing',
  'identity',
  'collaboration',
  'proposals',
  'threads',
  'experiments',
  'reviews',
  'meetings',
  'submissions',
  ['activity', 'search'],
];

const storeys = ORDER.map((storey) => [storey].flat());
const paths = (names) => `^libs/(${names.join('|')})/`;
const SPEC = '[.-]spec\\.tsx?$';

module.exports = {
  forbidden: [
    ...storeys.slice(0, -1).map((storey, i) => ({
      name: `${storey.join('+')}-looks-down-only`,
      severity: 'error',
      from: { path: paths(storey), pathNot: SPEC },
      to: { path: paths(storeys.slice(i + 1).flat()) },
    })),
    // The tests of the lowest libraries may use the testing library, which stands above them.
    ...storeys.slice(0, -1).map((storey, i) => ({
      name: `tests-of-${storey.join('+')}-look-down-only`,
      severity: 'error',
      from: { path: storey.map((name) => `^libs/${name}/.*${SPEC}`).join('|') },
      to: { path: paths(storeys.slice(i + 1).flat().filter((name) => name !== 'testing').concat('nothing')) },
    })),
    ...storeys.filter((storey) => storey.length > 1).flatMap((storey) => storey.map((name) => ({
      name: `${name}-ignores-its-neighbours`,
      severity: 'error',
      from: { path: paths([name]) },
      to: { path: paths(storey.filter((other) => other !== name)) },
    }))),
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    { name: 'enter-by-the-front-door', severity: 'error', from: { path: '^(?:libs|apps)/([^/]+)/' }, to: { path: '^libs/([^/]+)/src/(?!(api/|client/|testing/)?index\\.ts$)', pathNot: '^libs/$1/' } },
    { name: 'kernel-is-pure', severity: 'error', from: { path: '^libs/kernel/', pathNot: SPEC }, to: { dependencyTypes: ['npm', 'npm-dev'] } },
    { name: 'sync-and-statistics-are-pure', severity: 'error', from: { path: '^libs/(sync|statistics)/', pathNot: `/testing/|${SPEC}` }, to: { path: 'node_modules/(@nestjs|typeorm|graphql)' } },
    { name: 'domain-knows-no-graphql', severity: 'error', from: { path: '^libs/', pathNot: `/api/|^libs/platform/|${SPEC}` }, to: { path: 'node_modules/(@nestjs/(graphql|apollo)|graphql)/' } },
    { name: 'web-takes-only-what-a-browser-can-run', severity: 'error', from: { path: '^apps/web/src/' }, to: { path: '^libs/', pathNot: '^libs/(kernel|statistics)/|^libs/sync/src/client/' } },
    { name: 'ui-knows-no-domain', severity: 'error', from: { path: '^apps/web/src/ui/' }, to: { path: '^apps/web/src/(features|app|sync|graphql)/' } },
    { name: 'tests-stay-out-of-production', severity: 'error', from: { pathNot: `${SPEC}|/testing/|/test/|/e2e/` }, to: { path: '^libs/testing/|/testing/' } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
