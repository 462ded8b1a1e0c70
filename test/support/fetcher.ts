/** The real fetcher, let through to sites on loopback, closed when the test ends. */
import { onTestFinished } from 'vitest';
import { createFetcher } from '../../src/news/fetch.ts';

export function openFetcher() {
  const fetcher = createFetcher({
    userAgent: 'Mujaz/test (+https://mujaz.example)',
    allowPrivateHosts: ['127.0.0.1'],
    timeoutMs: 30_000,
    maxBytes: 5_000_000,
  });
  onTestFinished(() => fetcher.close());
  return fetcher;
}
