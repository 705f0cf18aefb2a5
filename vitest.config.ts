import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'local/redshift/test/**/*.test.ts'],
    // Real servers start inside the tests: generous for a loaded two-core machine, no test waits this long.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // One more than the cores that we count on: tests wait for servers, windows and time-outs.
    maxWorkers: 3,
  },
});
