/** What reading outlets needs, opened together and closed together. */
import { setFlagsFromString } from 'node:v8';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { createFetcher, type Fetcher } from '../news/fetch.ts';
import type { IngestDeps } from '../news/ingest.ts';
import { createPageReader } from '../news/page.ts';
import { createRobots } from '../news/robots.ts';
import type { Store } from '../storage/store.ts';

/** Named as feed readers are: outlets see who asks and where to complain. */
const PRODUCT = 'Mujaz';
const USER_AGENT = `${PRODUCT}/0.1 (+https://t.me/mujaz_bot)`;
/** Of one request, in time and in bytes: who takes more holds up the other outlets. */
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 10_000_000;
/** A page that is not read by then is built to take long: its thread is given up. */
const PAGE_DEADLINE_MS = 3_000;

/** The reader of the network within its bounds of time and size. */
export function openFetcher(config: Pick<Config, 'ALLOW_PRIVATE_HOSTS'>) {
  return createFetcher({
    userAgent: USER_AGENT,
    allowPrivateHosts: config.ALLOW_PRIVATE_HOSTS,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
}

/** The reader of robots.txt files. */
export function openRobots(fetcher: Fetcher) {
  return createRobots({ fetcher, product: PRODUCT });
}

/** The reader of pages. */
export function openPageReader() {
  return createPageReader({ deadlineMs: PAGE_DEADLINE_MS });
}

/**
 * By how much more than what lives the heap may grow before it is collected. Left to itself the engine lets a poll of a
 * thousand feeds pile up 400 MB of garbage over 80 MB that live; so it stays below 300 MB for a fourth more of processor time.
 */
const HEAP_GROWTH_PERCENT = 30;

/** All that ingest works with, over an open store. */
export function openOutlets(
  config: Pick<Config, 'ALLOW_PRIVATE_HOSTS'>,
  store: Pick<Store, 'sources' | 'articles' | 'furniture'>,
): { readonly deps: IngestDeps; close(): Promise<void> } {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const fetcher = openFetcher(config);
  const pages = openPageReader();
  const robots = openRobots(fetcher);
  return {
    deps: {
      sources: store.sources,
      articles: store.articles,
      furniture: store.furniture,
      fetcher,
      robots,
      readPage: pages,
      log,
    },
    async close() {
      await Promise.all([fetcher.close(), pages.close()]);
    },
  };
}
