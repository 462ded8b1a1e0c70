import { describe, expect, test } from 'vitest';
import { openSite } from '../support/site.ts';
import {
  DAY,
  HOUR,
  NOW,
  openBench,
  page,
  paths,
  rss,
  source,
  sourcesOf,
  stateOf,
  TEASER,
} from './ingest-bench.ts';

describe('a source that fails', () => {
  test('stops no other, is told with its reason, and is asked ever more rarely', async () => {
    const bench = openBench();
    const site = await openSite({
      '/good': rss({ title: 'خبر الجسر', guid: '1' }),
      '/login': page('تسجيل الدخول', '<form><input type="password"></form>'),
      '/short': rss({ title: 'خبر', guid: '1' }).slice(0, 150),
    });
    const visit = await sourcesOf(
      bench,
      source(`${site.origin}/login`, { id: 'login' }),
      source(`${site.origin}/none`, { id: 'none' }),
      source('http://127.0.0.1:1/feed', { id: 'dead' }),
      source('http://10.0.0.1/feed', { id: 'inner' }),
      source(`${site.origin}/short`, { id: 'short' }),
      source(`${site.origin}/good`, { id: 'good' }),
    );
    expect(await visit(NOW)).toEqual([
      { input: 'login', status: 'failed', found: 0, new: 0, error: 'a login page, not a feed' },
      { input: 'none', status: 'failed', found: 0, new: 0, error: 'answered HTTP 404' },
      { input: 'dead', status: 'failed', found: 0, new: 0, error: 'refused the connection' },
      {
        input: 'inner',
        status: 'failed',
        found: 0,
        new: 0,
        error: '10.0.0.1 is not a public address (ALLOW_PRIVATE_HOSTS can allow it)',
      },
      { input: 'short', status: 'failed', found: 0, new: 0, error: 'breaks off before its first entry ends' },
      { input: 'good', status: 'ok', found: 1, new: 1, error: undefined },
    ]);
    expect(await stateOf(bench, 'none')).toMatchObject({ failures: 1, lastError: 'answered HTTP 404' });
    let asked = 0;
    for (let at = NOW; at < NOW + DAY; at += 5 * 60_000) {
      await bench.store.sources.sync([source(`${site.origin}/none`, { id: 'none' })], at);
      asked += (await visit(at)).length;
    }
    expect(asked).toBeLessThan(8);
  });

  test('is left for as long as Retry-After asks', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': { status: 429, headers: { 'retry-after': '7200' } } });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect((await stateOf(bench)).nextDueAt).toBe(NOW + 2 * HOUR);
  });

  test('for good, by HTTP 410, is not asked again', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': { status: 410 } });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([
      { status: 'failed', error: expect.stringContaining('HTTP 410') },
    ]);
    expect(await visit(NOW + 9 * DAY)).toEqual([]);
    expect(await stateOf(bench)).toMatchObject({
      disabled: expect.stringContaining('HTTP 410'),
      failures: 0,
    });
  });

  test('because we stop is not blamed, and nothing half read is stored', async () => {
    const stop = new AbortController();
    const bench = openBench({ signal: stop.signal });
    const site = await openSite({
      '/feed': rss({ title: 'خبر الجسر', link: 'PAGE', body: TEASER }),
      '/1': () => {
        stop.abort();
        return undefined;
      },
    });
    site.pages['/feed'] = rss({ title: 'خبر الجسر', link: `${site.origin}/1`, body: TEASER });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'unchanged', found: 1, new: 0 }]);
    expect(await stateOf(bench)).toMatchObject({
      failures: 0,
      unread: { entries: [{ entry: { title: 'خبر الجسر' } }] },
    });
    expect(await bench.articles()).toEqual([]);
  });
});

describe('a moved source', () => {
  test('is read at its new address after three visits in a row saw the permanent redirect', async () => {
    const bench = openBench();
    const site = await openSite({
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': rss({ title: 'خبر الجسر', guid: '1' }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/old`));
    for (const hour of [0, 1, 2, 3, 4]) await visit(NOW + hour * HOUR);
    expect(paths(site).filter((path) => path === '/old')).toHaveLength(3);
    expect(paths(site).slice(-2)).toEqual(['/new', '/new']);
    delete site.pages['/new'];
    await visit(NOW + 5 * HOUR);
    await visit(NOW + 9 * HOUR);
    expect(paths(site).slice(-3)).toEqual(['/new', '/old', '/new']);
  });

  test('for a while is asked at its own address always', async () => {
    const bench = openBench();
    const site = await openSite({
      '/old': { status: 302, headers: { location: '/new' } },
      '/new': rss({ title: 'خبر الجسر', guid: '1' }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/old`));
    for (const hour of [0, 1, 2, 3, 4]) await visit(NOW + hour * HOUR);
    expect(paths(site).filter((path) => path === '/old')).toHaveLength(5);
    expect(await stateOf(bench)).toMatchObject({ movedTo: undefined, movedSeen: 0 });
  });
});
