import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test that asserted nothing, as one whose loop found nothing to look at, has failed.
    expect: { requireAssertions: true },
    // Real processes, browsers and databases are started: a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
