/** Imports point inward: domain ← adapters ← {lambdas, batch, simulator} ← local ← bin. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(domain|adapters|lambdas|batch|simulator|local|bin|lib|dashboard|bench|test)/',
    pathNot: allowed,
  },
});

export default {
  forbidden: [
    only(
      'domain-is-innermost',
      '^domain/',
      '^domain/',
      'What a case or a survey is depends on nothing.',
    ),
    {
      name: 'domain-is-pure',
      comment: 'No I/O, no AWS, no clock in domain/.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?zlib$' },
    },
    {
      name: 'domain-knows-no-aws',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules/(@aws-sdk|mysql2|apache-arrow|parquet-wasm|@duckdb)/' },
    },
    only(
      'adapters-know-domain',
      '^adapters/',
      '^(domain|adapters)/',
      'Edges know nothing of the pipeline.',
    ),
    only(
      'lambdas-look-inward',
      '^lambdas/',
      '^(domain|adapters|lambdas|batch)/',
      'Functions use domain and adapters; those of the batch layer run its steps.',
    ),
    only(
      'batch-looks-inward',
      '^batch/',
      '^(domain|adapters|batch)/',
      'The batch layer uses domain and adapters.',
    ),
    only(
      'simulator-looks-inward',
      '^simulator/',
      '^(domain|adapters|simulator)/',
      'The simulator is a producer, no more.',
    ),
    only(
      'definition-is-data',
      '^dashboard/definition/',
      '^dashboard/definition/',
      'QuickSight and the page are made from it: it knows neither.',
    ),
    only(
      'page-knows-the-definition',
      '^dashboard/web/',
      '^dashboard/(definition|web)/',
      'What runs in a browser reaches the rest by HTTP alone.',
    ),
    only(
      'dashboard-looks-inward',
      '^dashboard/',
      '^(domain|adapters|dashboard)/',
      'The dashboard reads the warehouse, no more.',
    ),
    only(
      'warehouse-stands-alone',
      '^local/redshift/',
      '^local/redshift/',
      'Another project can take local/redshift as it is.',
    ),
    only(
      'benchmarks-know-no-command',
      '^bench/',
      '^(domain|adapters|lambdas|batch|simulator|local|lib|dashboard|bench)/',
      'What is measured is no matter of the command line.',
    ),
    {
      name: 'only-bin-and-test-know-local',
      severity: 'error',
      from: { pathNot: '^(local|bin|test|bench)/' },
      to: { path: '^local/' },
    },
    {
      name: 'lib-names-handlers-by-path',
      comment: 'Constructs import no function code, only the shared settings.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(lambdas|batch|adapters)/', pathNot: '^lambdas/event-source-settings[.]ts$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)[.](node|casepulse)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
