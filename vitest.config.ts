import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test that asserted nothing, as one whose loop found nothing to look at, has failed.
    expect: { requireAssertions: true, poll: { timeout: 30_000 } },
    // Real processes, browsers and databases are started: a slow machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
