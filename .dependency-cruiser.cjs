/** The doors of ARCHITECTURE.md: who may import values from whom. Types may pass where they are only types. */
const door = (room, mayImport, comment) => ({
  name: `${room}-door`,
  comment,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: '^[a-z]+/', pathNot: [`^${room}/`, ...mayImport], dependencyTypesNot: ['type-only', 'npm', 'npm-dev', 'core'] },
});

module.exports = {
  forbidden: [
    door('domain', [], 'Rules know nothing but rules, so that they can be read and tested alone.'),
    door('prisma', ['^stack/'], 'The schema knows nothing of what is done with it; its commands may start an embedded server.'),
    door('ledger', ['^domain/', '^prisma/'], 'The ledger decides by the rules and writes the database; it waits for nobody.'),
    door('workflows', [], 'A rule in a workflow could not change without breaking running ones: workflows see the domain as types only.'),
    door('activities', ['^ledger/', '^domain/', '^workflows/contract\\.ts$'], 'Activities ask the ledger.'),
    door(
      'worker',
      ['^activities/', '^ledger/', '^observe/', '^workflows/contract\\.ts$'],
      'The worker hosts and carries; it decides nothing.',
    ),
    door('papers', ['^domain/'], 'A paper is made of plain data: no database comes between a figure and its print.'),
    door('observe', [], 'What a process shows of itself: it is given what it asks, and knows nothing of what that is for.'),
    door(
      'api',
      ['^ledger/', '^domain/', '^papers/', '^observe/', '^workflows/contract\\.ts$'],
      'The api checks, stamps and words; the ledger decides.',
    ),
    {
      name: 'web-door',
      comment: 'Pages know the server by its OpenAPI document only, so not even types come from elsewhere.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^[a-z]+/', pathNot: ['^web/', '^node_modules/'] },
    },
    {
      name: 'one-place-writes',
      comment: 'Only the ledger talks to PostgreSQL; what starts or migrates a server may ask whether it answers.',
      severity: 'error',
      from: { pathNot: '^(ledger|prisma|stack|bench|tests)/' },
      to: { path: ['node_modules/pg/', 'node_modules/@types/pg/', '^prisma/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-need-no-package',
      comment: 'No package comes between a rule and its reader.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'The product does not rest on its tests.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^prisma/generated' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
