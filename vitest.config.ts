import { defineConfig } from 'vitest/config';

const project = (name: string, options: { needsDatabase?: boolean; timeout?: number } = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.spec.ts`],
    env: { TZ: 'Asia/Shanghai' },
    testTimeout: options.timeout ?? 60_000,
    hookTimeout: options.timeout ?? 60_000,
    ...(options.needsDatabase ? { globalSetup: 'tests/support/global-setup.ts' } : {}),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', 'json'],
    outputFile: { json: 'build/test-results.json' },
    projects: [
      project('house', { timeout: 180_000 }),
      project('workflows', { timeout: 120_000 }),
      project('years', { needsDatabase: true, timeout: 600_000 }),
      project('replay'),
      project('domain'),
      project('papers'),
      project('ledger', { needsDatabase: true }),
      project('stack', { timeout: 180_000 }),
      project('stories', { needsDatabase: true, timeout: 120_000 }),
      // Needs Python and PyPI: npm run test:api, not npm test.
      project('web-api', { needsDatabase: true, timeout: 300_000 }),
      project('security', { needsDatabase: true, timeout: 120_000 }),
      project('faults', { needsDatabase: true, timeout: 120_000 }),
      project('soak', { timeout: 600_000 }),
      // Needs a browser: npm run test:web, not npm test.
      project('web', { timeout: 300_000 }),
    ],
  },
});
