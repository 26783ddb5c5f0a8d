import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Apart from npm test: Temporal's test server now and then stands still for good when many clocks ring at one moment of skipped time. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['tests/years/**/*.spec.ts'],
    env: { TZ: 'Asia/Shanghai' },
    testTimeout: 600_000,
    hookTimeout: 60_000,
    globalSetup: 'tests/support/global-setup.ts',
  },
});
