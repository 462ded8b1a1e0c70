/** A week of visits with restarts, as the outlets see it: what a well-behaved reader of feeds does and leaves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetcher } from '../../src/news/fetch.ts';
import { ingestDue } from '../../src/news/ingest.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createRobots } from '../../src/news/robots.ts';
import type { Source } from '../../src/news/source.ts';
import { openStore } from '../../src/storage/store.ts';
import { madeArticle } from '../support/made-news.ts';

const START = Date.UTC(2025, 5, 30, 6);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const TICK = 5 * MINUTE;
/** The process ends and begins anew so often: at no multiple of the usual waits. */
const RUNS = 9 * HOUR + 35 * MINUTE;
const AGENT = 'Mujaz/test (+https://mujaz.example)';

type Asked = { readonly path: string; readonly at: number; readonly headers: IncomingHttpHeaders };
type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const folder = mkdtempSync(join(tmpdir(), 'mujaz-test-'));
let clock = START;
const asked: Asked[] = [];

const WEAK = 'W/"a  b;c"';
const ODD_DATE = 'Sun, 99 Foo 2025 1:2';

function feed(channel = ''): string {
  const day = Math.floor((clock - START) / DAY);
  const { title, lines } = madeArticle(day);
  const body = [...lines, ...lines].map((line) => `<p>${line}</p>`).join('');
  return `<rss version="2.0"><channel><title>ف</title>${channel}<item><title>${title}</title><guid>${day}</guid><description><![CDATA[${body}]]></description></item></channel></rss>`;
}

/** Entries that each want their pages read, more than a visit reads. */
function teasers(): string {
  const items = Array.from({ length: 100 }, (_, number) => {
    const { title } = madeArticle(number);
    return `<item><title>${title}</title><link>PLACE/teasers/${number}</link><description>${title}</description></item>`;
  });
  return `<rss version="2.0"><channel><title>ف</title>${items.join('')}</channel></rss>`;
}

/** What each feed answers, by the hour of the week and by what it was asked. */
const FEEDS: Readonly<Record<string, (headers: IncomingHttpHeaders) => Answer>> = {
  '/validated': ({ 'if-none-match': etag, 'if-modified-since': since }) => {
    const headers = { etag: WEAK, 'last-modified': ODD_DATE };
    return etag === WEAK && since === ODD_DATE ? { status: 304, headers } : { headers, body: feed() };
  },
  '/etag-alone': ({ 'if-none-match': etag }) => {
    const headers = { etag: `"${Math.floor((clock - START) / DAY)}"` };
    return etag === headers.etag ? { status: 304, headers } : { headers, body: feed() };
  },
  '/teasers': ({ host, 'if-none-match': etag }) =>
    etag === WEAK
      ? { status: 304 }
      : { headers: { etag: WEAK }, body: teasers().replaceAll('PLACE', `http://${host}`) },
  '/torn': ({ 'if-none-match': etag }) =>
    etag === WEAK ? { status: 304 } : { headers: { etag: WEAK }, body: feed().slice(0, -10) },
  '/bare': () => ({ headers: { 'set-cookie': 'reader=1; Path=/' }, body: feed() }),
  '/fresh': () => ({ headers: { 'cache-control': 'public, max-age=10800' }, body: feed() }),
  '/expires': () => ({
    headers: { date: new Date(clock).toUTCString(), expires: new Date(clock + 4 * HOUR).toUTCString() },
    body: feed(),
  }),
  '/ttl': () => ({ body: feed('<ttl>150</ttl>') }),
  '/busy': () =>
    clock < START + 2 * DAY
      ? { body: feed() }
      : { status: clock < START + 4 * DAY ? 503 : 429, headers: { 'retry-after': '20000' } },
  '/closed': () =>
    clock < START + 2 * DAY ? { body: feed() } : { status: 503, headers: { 'retry-after': '200000' } },
  '/broken': () => ({ status: 500 }),
  '/gone': () => (clock < START + DAY ? { body: feed() } : { status: 410 }),
  '/moved': () => ({ status: 301, headers: { location: '/new-place' } }),
  '/new-place': () => ({ body: feed() }),
  '/lent': () => ({ status: 302, headers: { location: '/for-now' } }),
  '/for-now': () => ({ body: feed() }),
};
const SOURCES = Object.keys(FEEDS).filter((path) => path !== '/new-place' && path !== '/for-now');

const server = createServer((request, response) => {
  const path = request.url ?? '';
  asked.push({ path, at: clock, headers: request.headers });
  const { status = 200, headers = {}, body = '' } = FEEDS[path]?.(request.headers) ?? { status: 404 };
  const packed = body !== '' && request.headers['accept-encoding']?.includes('gzip') === true;
  response
    .writeHead(status, { ...headers, ...(packed ? { 'content-encoding': 'gzip' } : {}) })
    .end(packed ? gzipSync(body) : body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const path = join(folder, 'mujaz.db');
  const sources = SOURCES.map(
    (place): Source => ({
      id: place.slice(1),
      kind: 'feed',
      url: `http://${host}${place}`,
      publisher: place,
      house: undefined,
      fullText: false,
    }),
  );
  const readPage = createPageReader({ deadlineMs: 10_000 });
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  while (clock < START + WEEK) {
    const fetcher = createFetcher({
      userAgent: AGENT,
      allowPrivateHosts: [host],
      timeoutMs: 60_000,
      maxBytes: 1_000_000,
    });
    const store = openStore(path);
    await store.sources.sync(sources, clock);
    const deps = { ...store, fetcher, robots: createRobots({ fetcher, product: 'Mujaz' }), readPage, log };
    for (const end = clock + RUNS; clock < end; clock += TICK) await ingestDue(deps, clock);
    await fetcher.close();
    store.close();
  }
  await readPage.close();
}, 300_000);

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const visits = (path: string) => asked.filter((each) => each.path === path);
/** The least time between two requests of which the first answered `from` or later, in ms. */
function leastGap(path: string, from = START): number {
  const times = visits(path).flatMap(({ at }) => (at >= from ? [at] : []));
  return Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)));
}
const isConditional = ({ headers }: Asked) =>
  headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;

test('the week was one of many visits and restarts', () => {
  expect(WEEK / RUNS).toBeGreaterThan(17);
  for (const path of ['/validated', '/etag-alone', '/bare']) expect(visits(path).length).toBeGreaterThan(300);
});

test('1: of what bears validators the whole is asked once, ever', () => {
  for (const path of ['/validated', '/etag-alone', '/teasers'])
    expect(
      visits(path).filter((each) => !isConditional(each)),
      path,
    ).toHaveLength(1);
});

test('1: what ended in the middle is asked for whole once more', () => {
  expect(visits('/torn').map(isConditional).slice(0, 3)).toEqual([false, false, true]);
  expect(visits('/torn').slice(2).every(isConditional)).toBe(true);
});

test('1: pages left by a visit are all read, by the visits after it', () => {
  for (let number = 0; number < 100; number += 1) expect(visits(`/teasers/${number}`)).toHaveLength(1);
});

test('2: validators go back byte for byte, both where both are known, and none is made up', () => {
  for (const { headers } of visits('/validated').slice(1)) {
    expect(headers['if-none-match']).toBe(WEAK);
    expect(headers['if-modified-since']).toBe(ODD_DATE);
  }
  for (const { headers, at } of visits('/etag-alone').slice(1)) {
    expect(headers['if-modified-since']).toBeUndefined();
    expect(headers['if-none-match']).toMatch(/^"\d"$/);
    expect(Number(headers['if-none-match']?.slice(1, -1))).toBeLessThanOrEqual((at - START) / DAY);
  }
  expect(visits('/bare').filter(isConditional)).toEqual([]);
});

test('3: what Cache-Control and Expires call fresh is not asked for', () => {
  expect(leastGap('/fresh')).toBeGreaterThanOrEqual(3 * HOUR);
  expect(leastGap('/expires')).toBeGreaterThanOrEqual(4 * HOUR);
});

test('4: what the feed itself calls its time to live is kept', () => {
  expect(leastGap('/ttl')).toBeGreaterThanOrEqual(150 * MINUTE);
});

test('5: Retry-After is kept, also for days; without it each failure doubles the wait, up to a day', () => {
  expect(leastGap('/busy', START + 2 * DAY)).toBeGreaterThanOrEqual(20_000_000);
  expect(leastGap('/closed', START + 2 * DAY)).toBeGreaterThanOrEqual(200_000_000);
  const times = visits('/broken').map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(15 * MINUTE);
  for (const [index, gap] of gaps.entries())
    expect(gap).toBeGreaterThanOrEqual(Math.min(DAY - TICK, (gaps[index - 1] ?? 0) * 1.5));
  expect(times.length).toBeLessThan(16);
});

test('6: the plan outlives restarts: no feed is asked sooner or later for one, each at a time of its own', () => {
  for (const path of SOURCES.filter((each) => each !== '/gone'))
    expect(leastGap(path), path).toBeGreaterThanOrEqual(10 * MINUTE);
  const paces = ['/validated', '/etag-alone', '/bare', '/lent'].map((path) => {
    const times = visits(path).map(({ at }) => at);
    return [...new Set(times.slice(1).map((at, index) => at - (times[index] ?? 0)))];
  });
  // Where the outlet says nothing, always the same wait for one feed, another for others.
  for (const pace of paces) expect(pace).toEqual([expect.any(Number)]);
  expect(new Set(paces.flat()).size).toBeGreaterThan(1);
});

test('7: no cookie and no Referer is sent', () => {
  for (const { headers } of asked) {
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
  }
});

test('8: every request says who asks and where to complain', () => {
  for (const { headers } of asked) expect(headers['user-agent']).toMatch(/^\S+\/\S+ \(\+https:\/\/\S+\)$/);
});

test('9: every request takes a packed answer', () => {
  for (const { headers } of asked) expect(headers['accept-encoding']).toContain('gzip');
});

test('10: 410 ends it; 301 is believed once it lasts, 302 never', () => {
  expect(visits('/gone').filter(({ at }) => at >= START + DAY)).toHaveLength(1);
  expect(visits('/moved').length).toBeGreaterThan(1);
  expect(visits('/moved').length).toBeLessThan(10);
  expect(visits('/new-place').length).toBeGreaterThan(300);
  expect(visits('/lent').map(({ at }) => at)).toEqual(visits('/for-now').map(({ at }) => at));
  expect(visits('/lent').length).toBeGreaterThan(300);
});
