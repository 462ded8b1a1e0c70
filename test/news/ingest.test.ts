import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Fields, Log } from '../../src/log.ts';
import type { Article } from '../../src/news/article.ts';
import { type IngestDeps, ingestDue, ingestInput } from '../../src/news/ingest.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createRobots } from '../../src/news/robots.ts';
import type { Source } from '../../src/news/source.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { openFetcher } from '../support/fetcher.ts';
import { madeArticle } from '../support/made-news.ts';
import { openSite, type Site } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2025, 5, 30, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const pages = createPageReader({ deadlineMs: 10_000 });
afterAll(() => pages.close());

type Bench = {
  readonly deps: IngestDeps;
  readonly store: Store;
  readonly logged: readonly string[];
  /** Everything stored, oldest first. */
  articles(): Promise<readonly Article[]>;
};

function openBench(options: { signal?: AbortSignal } = {}): Bench {
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => store.close());
  const fetcher = openFetcher();
  const logged: string[] = [];
  const write = (message: string, fields?: Fields) => {
    logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const log: Log = { debug: () => undefined, info: write, warn: write, error: write };
  const robots = createRobots({ fetcher, product: 'Mujaz' });
  const { sources, articles, furniture } = store;
  const deps = {
    sources,
    articles,
    furniture,
    fetcher,
    robots,
    readPage: pages,
    log,
    signal: options.signal,
  };
  return { deps, store, logged, articles: () => store.stories.pending(1_000) };
}

const source = (url: string, about: Partial<Source> = {}): Source => ({
  id: 'marfa',
  kind: 'feed',
  url,
  publisher: 'المرفأ',
  house: undefined,
  fullText: false,
  ...about,
});

const SENTENCES = [
  'أعلنت بلدية مدينة النخيل أنها ستفتح الجسر الجديد فوق الوادي أمام السيارات صباح الأحد بعد عامين من العمل المتواصل في الموقع.',
  'وقال رئيس البلدية سالم الحديدي إن الجسر يختصر الطريق بين ضفتي المدينة إلى خمس دقائق، وإن العمل فيه كلف تسعة ملايين دينار.',
  'ومن المقرر أن تسير عليه حافلات النقل العام ابتداء من الأسبوع المقبل وفق جدول تنشره البلدية على موقعها قبل نهاية الشهر.',
  'وكانت الأمطار قد أغلقت الجسر القديم ثلاث مرات في الشتاء الماضي، واضطر سكان الضفة الشرقية إلى الدوران حول الجبل.',
];
const LONG = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('');
const TEASER = 'فتحت البلدية الجسر الجديد صباح الأحد.';

type Told = { title?: string; link?: string; guid?: string; date?: string; body?: string };

const item = ({ title, link, guid, date, body }: Told) =>
  `<item>${title === undefined ? '' : `<title>${title}</title>`}${link === undefined ? '' : `<link>${link}</link>`}${
    guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`
  }${date === undefined ? '' : `<pubDate>${date}</pubDate>`}<description><![CDATA[${body ?? LONG}]]></description></item>`;
const rss = (...items: readonly Told[]) =>
  `<rss version="2.0"><channel><title>صحيفة المرفأ</title>${items.map(item).join('')}</channel></rss>`;
const page = (title: string, body = LONG) =>
  `<!doctype html><html lang="ar"><head><title>${title} - صحيفة المرفأ</title></head><body><nav><a href="/">الرئيسية</a></nav><article><h1>${title}</h1>${body}</article></body></html>`;

/** The bench with these sources, and a visit at a time: sources due by then are read. */
async function sourcesOf(bench: Bench, ...sources: readonly Source[]) {
  await bench.store.sources.sync(sources, NOW);
  return (at: number) => ingestDue(bench.deps, at);
}

async function stateOf(bench: Bench, id = 'marfa') {
  const state = (await bench.store.sources.list()).find((one) => one.id === id);
  if (state === undefined) throw new Error(`no source ${id}`);
  return state;
}

const paths = (site: Site) => site.asked.map(({ path }) => path);

describe('a visit', () => {
  test('stores what the feed holds, with its outlet, times and clean text', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss({
        title: 'البلدية تفتح الجسر الجديد - صحيفة المرفأ',
        link: 'https://marfa.example/1?utm_source=rss',
        guid: '1',
        date: 'Mon, 30 Jun 2025 10:00:00 +0300',
      }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`, { house: 'دار المرفأ' }));
    expect(await visit(NOW)).toEqual([{ input: 'marfa', status: 'ok', found: 1, new: 1, error: undefined }]);
    expect(await bench.articles()).toMatchObject([
      {
        sourceId: 'marfa',
        publisher: 'المرفأ',
        house: 'دار المرفأ',
        url: 'https://marfa.example/1',
        published: '2025-06-30T10:00:00+03:00',
        publishedAt: Date.UTC(2025, 5, 30, 7),
        text: SENTENCES.join('\n'),
        sample: false,
        firstSeenAt: NOW,
      },
    ]);
    expect(paths(site)).toEqual(['/feed']);
  });

  test('that stored something is told at once, one that did not is not', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'خبر الجسر', guid: '1' }), '/empty': rss() });
    await bench.store.sources.sync(
      [source(`${site.origin}/feed`), source(`${site.origin}/empty`, { id: 'empty' })],
      NOW,
    );
    let told = 0;
    const deps = { ...bench.deps, stored: () => (told += 1) };
    await ingestDue(deps, NOW);
    await ingestDue(deps, NOW + DAY);
    expect(told).toBe(1);
  });

  test('asks the whole once, then only whether it changed, with both validators as given', async () => {
    const bench = openBench();
    const feed = rss({ title: 'خبر الجسر', guid: '1' });
    const site = await openSite({
      '/feed': ({ headers }) =>
        headers['if-none-match'] === 'W/"x  y"' && headers['if-modified-since'] === 'long ago'
          ? { status: 304 }
          : { headers: { etag: 'W/"x  y"', 'last-modified': 'long ago' }, body: feed },
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', new: 1 }]);
    for (const hour of [1, 2, 3])
      expect(await visit(NOW + hour * HOUR)).toEqual([
        { input: 'marfa', status: 'unchanged', found: 0, new: 0, error: undefined },
      ]);
    expect(site.asked.filter(({ headers }) => headers['if-none-match'] === undefined)).toHaveLength(1);
  });

  test('is not made before it is due, also after a restart', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'خبر الجسر', guid: '1' }) });
    const sources = [source(`${site.origin}/feed`)];
    const visit = await sourcesOf(bench, ...sources);
    await visit(NOW);
    await bench.store.sources.sync(sources, NOW + 60_000);
    expect(await visit(NOW + 5 * 60_000)).toEqual([]);
    expect(site.asked).toHaveLength(1);
  });

  test('takes a correction of what it knows, and nothing when only a date or picture moved', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss({ title: 'فتح الجسر', guid: '1', date: '2025-06-30T10:00Z' }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    site.pages['/feed'] = rss({ title: 'فتح الجسر', guid: '1', date: '2025-06-30T11:00Z' });
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged', found: 1, new: 0 }]);
    site.pages['/feed'] = rss({ title: 'تأجيل فتح الجسر', guid: '1', date: '2025-06-30T11:00Z' });
    expect(await visit(NOW + 2 * HOUR)).toMatchObject([{ status: 'ok', found: 1, new: 0 }]);
    expect((await bench.articles()).map(({ title }) => title)).toEqual(['تأجيل فتح الجسر']);
  });

  test('takes items without a date, or dated ahead, once and without a time', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر بلا تاريخ', guid: '1' },
        { title: 'خبر من الغد', guid: '2', date: '2025-07-01T12:00Z' },
        { title: 'خبر من القرن الماضي', guid: '3', date: '1970-01-01T00:00Z' },
        { title: 'خبر بعد دقيقتين', guid: '4', date: '2025-06-30T12:02Z' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ new: 4 }]);
    expect((await bench.articles()).map(({ publishedAt }) => publishedAt)).toEqual([
      undefined,
      undefined,
      undefined,
      NOW,
    ]);
    for (const day of [1, 2, 3])
      expect(await visit(NOW + day * DAY)).toMatchObject([{ status: 'unchanged', new: 0 }]);
    expect(await bench.articles()).toHaveLength(4);
  });

  test('takes the time of the last change where the first is not to be believed', async () => {
    const bench = openBench();
    const entry = `<entry><id>1</id><title>خبر الجسر</title><published>2025-06-30T15:00:00Z</published><updated>2025-06-30T11:00:00Z</updated><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const site = await openSite({ '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>` });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect(await bench.articles()).toMatchObject([
      { published: '2025-06-30T11:00:00Z', publishedAt: Date.UTC(2025, 5, 30, 11) },
    ]);
  });

  test('keeps when an entry was changed after it was published, and no change that is none', async () => {
    const bench = openBench();
    const entry = (id: number, updated: string) =>
      `<entry><id>${id}</id><title>خبر الجسر ${id}</title><published>2025-06-30T08:00:00Z</published><updated>${updated}</updated><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const entries = entry(1, '2025-06-30T09:30:00+03:00') + entry(2, '2025-06-30T12:30:00+03:00');
    const site = await openSite({ '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>` });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    const updates = (await bench.articles()).map(({ title, updated }) => `${title}: ${updated}`);
    expect(updates.sort()).toEqual(['خبر الجسر 1: undefined', 'خبر الجسر 2: 2025-06-30T12:30:00+03:00']);
  });

  test('keeps no picture that stands for the outlet, by its name or by how many articles bear it', async () => {
    const bench = openBench();
    const entry = (id: number, picture: string) =>
      `<entry><id>${id}</id><title>خبر الجسر ${id}</title><link rel="enclosure" type="image/jpeg" href="https://marfa.example/${picture}"/><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const pictures = ['all.jpg', 'all.jpg', 'two.jpg', 'logo.png', 'two.jpg', 'all.jpg'];
    const site = await openSite({
      '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${pictures.map((picture, id) => entry(id, picture)).join('')}</feed>`,
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    const kept = (await bench.articles()).map(({ title, image }) => `${title}: ${image}`);
    expect(kept.sort()).toEqual(
      ['', '', '/two.jpg', '', '/two.jpg', ''].map(
        (picture, id) => `خبر الجسر ${id}: ${picture === '' ? undefined : `https://marfa.example${picture}`}`,
      ),
    );
  });

  test('tells entries that share an id apart by their addresses', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر أول', guid: 'same', link: 'https://marfa.example/1' },
        { title: 'خبر ثان', guid: 'same', link: 'https://marfa.example/2' },
        { title: 'خبر ثان', guid: 'same', link: 'https://www.marfa.example/2?fbclid=x' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ found: 3, new: 2 }]);
  });

  test('survives entries whose HTML nests without end', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر عن التداخل', guid: '1', body: '<div>'.repeat(100_000) },
        { title: 'خبر الجسر', guid: '2' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 2, new: 2 }]);
    expect((await bench.articles()).map(({ text }) => text)).toEqual([
      'خبر عن التداخل',
      SENTENCES.join('\n'),
    ]);
  });

  test('never takes another outlet’s article for its own', async () => {
    const bench = openBench();
    const address = 'https://marfa.example/1';
    const site = await openSite({
      '/feed': rss({ title: 'خبر الجسر', link: address, guid: address }),
      '/thief': rss({ title: 'خبر مدسوس', link: address, guid: address }),
    });
    const visit = await sourcesOf(
      bench,
      source(`${site.origin}/feed`),
      source(`${site.origin}/thief`, { id: 'thief', publisher: 'أخرى' }),
    );
    await visit(NOW);
    const stored = (await bench.articles()).map(({ publisher, title }) => [publisher, title]);
    expect(stored).toContainEqual(['المرفأ', 'خبر الجسر']);
    expect(stored).toContainEqual(['أخرى', 'خبر مدسوس']);
  });

  test('of two feeds of one outlet stores what both hold once', async () => {
    const bench = openBench();
    const site = await openSite({
      '/all': rss({ title: 'خبر الجسر', link: 'https://marfa.example/1', guid: 'https://marfa.example/1#0' }),
      '/city': rss({ title: 'خبر الجسر', link: 'https://www.marfa.example/1?utm_source=rss' }),
    });
    const visit = await sourcesOf(
      bench,
      source(`${site.origin}/all`),
      source(`${site.origin}/city`, { id: 'city' }),
    );
    await visit(NOW);
    expect(await bench.articles()).toHaveLength(1);
  });

  test('tells entries that all link to the front page apart by their words, and does not read that page', async () => {
    const bench = openBench();
    const site = await openSite({ '/': page('الصفحة الأولى') });
    site.pages['/feed'] = rss(
      { title: 'خبر أول', link: `${site.origin}/`, body: TEASER },
      { title: 'خبر ثان', link: `${site.origin}/`, body: TEASER },
      { title: 'خبر ثان', link: `${site.origin}/`, body: TEASER },
    );
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ found: 3, new: 2 }]);
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged' }]);
    expect(paths(site)).toEqual(['/feed', '/feed']);
  });

  test('reads windows-1256 that nobody declared', async () => {
    const bench = openBench();
    const table = new Map<string, number>();
    const decoder = new TextDecoder('windows-1256');
    for (let byte = 0; byte < 256; byte += 1) table.set(decoder.decode(new Uint8Array([byte])), byte);
    const bytes = Uint8Array.from(
      rss({ title: 'خبر الجسر', guid: '1' }),
      (letter) => table.get(letter) ?? 0x3f,
    );
    const site = await openSite({ '/feed': { headers: { 'content-type': 'text/xml' }, body: bytes } });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect(await bench.articles()).toMatchObject([{ title: 'خبر الجسر', text: SENTENCES.join('\n') }]);
  });

  test.each([
    '<p>ظهرت المقالة <a href="/1">فتح الجسر</a> أولاً على <a href="/">صحيفة المرفأ</a>.</p>',
    '<p>The post <a href="/1">فتح الجسر</a> appeared first on <a href="/">صحيفة المرفأ</a>.</p>',
    ' [&#8230;]',
    '<a href="/1">اقرأ المزيد</a>',
    '<img src="/pixel.gif" width="1"><script>x()</script>',
  ])('leaves out what publishing software adds to a feed’s text: %s', async (footer) => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'فتح الجسر', guid: '1', body: LONG + footer }) });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect((await bench.articles())[0]?.text).toBe(SENTENCES.join('\n'));
  });

  test.each(['text/html; charset=iso-8859-1', 'image/png', 'application/octet-stream', 'no type at all'])(
    'believes the content where the server calls it %s',
    async (type) => {
      const bench = openBench();
      const feed = rss({ title: 'خبر الجسر', guid: '1' });
      const site = await openSite({ '/feed': { headers: { 'content-type': type }, body: `\ufeff${feed}` } });
      const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
      expect(await visit(NOW)).toMatchObject([{ status: 'ok', new: 1 }]);
      expect((await bench.articles())[0]?.title).toBe('خبر الجسر');
    },
  );

  test('keeps the whole entries of a feed that breaks off', async () => {
    const bench = openBench();
    const whole = rss({ title: 'خبر أول', guid: '1' }, { title: 'خبر ثان', guid: '2' });
    const site = await openSite({ '/feed': whole.slice(0, -200) });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 1, new: 1 }]);
  });

  test('asks again for the whole of a feed that broke off, though its validators came with it', async () => {
    const bench = openBench();
    const whole = rss({ title: 'خبر أول', guid: '1' }, { title: 'خبر ثان', guid: '2' });
    let body = whole.slice(0, -200);
    const site = await openSite({
      '/feed': ({ headers }) =>
        headers['if-none-match'] === '"one"' ? { status: 304 } : { headers: { etag: '"one"' }, body },
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    body = whole;
    expect(await visit(NOW + 24 * 3_600_000)).toMatchObject([{ status: 'ok', found: 2, new: 1 }]);
  });
});

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

describe('an entry’s page', () => {
  async function feedOf(bench: Bench, about: Told, more: Partial<Source> = {}) {
    const site = await openSite({ '/1': page('البلدية تفتح الجسر الجديد') });
    site.pages['/feed'] = rss({ title: 'البلدية تفتح الجسر', link: `${site.origin}/1`, guid: '1', ...about });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`, more));
    return { site, visit };
  }

  test('is read when the feed gives a teaser, once', async () => {
    const bench = openBench();
    const { site, visit } = await feedOf(bench, { body: TEASER });
    await visit(NOW);
    await visit(NOW + HOUR);
    expect(await bench.articles()).toMatchObject([
      { title: 'البلدية تفتح الجسر', text: SENTENCES.join('\n'), url: `${site.origin}/1` },
    ]);
    expect(paths(site)).toEqual(['/feed', '/robots.txt', '/1', '/feed']);
  });

  test('is left alone when the feed gives enough, unless its source wants full texts', async () => {
    const bench = openBench();
    const enough = await feedOf(bench, {});
    await enough.visit(NOW);
    expect(paths(enough.site)).toEqual(['/feed']);
    const full = await feedOf(openBench(), {}, { fullText: true });
    await full.visit(NOW);
    expect(paths(full.site)).toContain('/1');
  });

  test.each([
    ['robots.txt forbids it', { '/robots.txt': 'User-agent: *\nDisallow: /1' }],
    ['it is missing', { '/1': { status: 404 } }],
    ['it is no page', { '/1': { headers: { 'content-type': 'image/png' }, body: 'PNG' } }],
    ['it nests without end', { '/1': '<div>'.repeat(20_000) }],
    ['it holds less than the feed', { '/1': page('خبر', '<p>لا شيء.</p>') }],
    [
      'it tells of something else',
      {
        '/1': page(
          'افتتاح معرض الزهور',
          '<p>يستقبل معرض الزهور زواره في القاعة الزجاجية من الخميس إلى السبت، ويشارك فيه أربعون مزارعا من ثلاث محافظات.</p><p>والدخول مجاني للأطفال، وتباع النباتات في السوق المجاورة طوال أيام المعرض من التاسعة حتى المغرب.</p>',
        ),
      },
    ],
    ['it leads to a private address', { '/1': { status: 302, headers: { location: 'http://10.0.0.1/' } } }],
  ] as const)('leaves the feed’s own text when %s', async (_, changed) => {
    const bench = openBench();
    const { site, visit } = await feedOf(bench, { body: TEASER });
    Object.assign(site.pages, changed);
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', new: 1 }]);
    expect(await bench.articles()).toMatchObject([{ text: TEASER }]);
  });

  test('gives the time that the feed left out', async () => {
    const bench = openBench();
    const { site, visit } = await feedOf(bench, { body: TEASER });
    site.pages['/1'] = page('البلدية تفتح الجسر الجديد').replace(
      '</head>',
      '<meta property="article:published_time" content="2025-06-30T10:00:00+03:00"></head>',
    );
    await visit(NOW);
    expect(await bench.articles()).toMatchObject([
      { published: '2025-06-30T10:00:00+03:00', publishedAt: Date.UTC(2025, 5, 30, 7) },
    ]);
  });

  test('is not asked for again and again from a site that does not answer', async () => {
    const bench = openBench();
    const site = await openSite({});
    const items = Array.from({ length: 20 }, (_, n) => {
      site.pages[`/${n}`] = { status: 503 };
      return { title: `خبر رقم ${n} عن الجسر`, guid: `g${n}`, link: `${site.origin}/${n}`, body: TEASER };
    });
    site.pages['/feed'] = rss(...items);
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ found: 20, new: 20 }]);
    expect(site.asked.length).toBeLessThan(8);
  });

  describe('beyond thirty', () => {
    /** A feed of so many teasers, fresh for three hours, of which the outlet gives the whole only where no ETag is sent. */
    async function openTeasers(count: number) {
      const bench = openBench();
      const site = await openSite({});
      const items = Array.from({ length: count }, (_, n) => {
        site.pages[`/${n}`] = page(`خبر رقم ${n} عن الجسر`);
        return { title: `خبر رقم ${n} عن الجسر`, guid: `g${n}`, link: `${site.origin}/${n}`, body: TEASER };
      });
      const sent = { etag: '"1"', 'cache-control': 'max-age=10800' };
      site.pages['/feed'] = ({ headers }) =>
        headers['if-none-match'] === undefined
          ? { headers: sent, body: rss(...items) }
          : { status: 304, headers: sent };
      const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
      const feedAsked = () => site.asked.filter(({ path }) => path === '/feed');
      return { bench, site, items, visit, feedAsked };
    }

    test('is left for the next visits, which do not ask for the feed again before its time', async () => {
      const { bench, site, items, visit, feedAsked } = await openTeasers(70);
      expect(await visit(NOW)).toMatchObject([{ found: 70, new: 30 }]);
      expect(await visit(NOW + 11 * 60_000)).toMatchObject([{ found: 40, new: 30 }]);
      expect(await visit(NOW + 22 * 60_000)).toMatchObject([{ found: 10, new: 10 }]);
      expect(await visit(NOW + 2 * HOUR)).toEqual([]);
      expect(feedAsked()).toHaveLength(1);
      expect(await visit(NOW + 4 * HOUR)).toMatchObject([{ status: 'unchanged' }]);
      expect(feedAsked().map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
      expect(await bench.articles()).toHaveLength(70);
      for (const n of items.keys()) expect(paths(site).filter((path) => path === `/${n}`)).toHaveLength(1);
    });

    test('is read beside what a feed that changed meanwhile holds, each entry once and as it stands now', async () => {
      const { bench, site, items, visit } = await openTeasers(40);
      expect(await visit(NOW)).toMatchObject([{ new: 30 }]);
      const added = { title: 'خبر جديد عن الميناء', guid: 'new', link: `${site.origin}/new`, body: TEASER };
      site.pages['/new'] = page(added.title);
      site.pages['/39'] = page('خبر مصحح عن الجسر');
      // The feed moved on: it lost most of what was left, and corrected one.
      site.pages['/feed'] = rss(added, { ...items[39], title: 'خبر مصحح عن الجسر' });
      expect(await visit(NOW + 4 * HOUR)).toMatchObject([{ found: 11, new: 11 }]);
      const titles = (await bench.articles()).map(({ title }) => title);
      expect(new Set(titles).size).toBe(41);
      expect(titles).toContain('خبر مصحح عن الجسر');
      expect(titles).not.toContain('خبر رقم 39 عن الجسر');
    });

    test('is taken as the feed told it when the feed ends for good', async () => {
      const { bench, site, visit } = await openTeasers(70);
      await visit(NOW);
      site.pages['/feed'] = { status: 410 };
      expect(await visit(NOW + 4 * HOUR)).toMatchObject([{ status: 'failed' }]);
      expect(await bench.articles()).toHaveLength(70);
      expect((await stateOf(bench)).unread).toBeUndefined();
    });

    test('is taken as the feed tells it where it was handed in, since nobody comes again', async () => {
      const { bench, site } = await openTeasers(40);
      const asked = await ingestInput(bench.deps, `${site.origin}/feed`, NOW);
      expect(asked).toMatchObject({ found: 40, new: 40 });
    });
  });
});

describe('other kinds of source', () => {
  test('a page is an article of its own, corrected when it changes', async () => {
    const bench = openBench();
    const site = await openSite({ '/a': page('البلدية تفتح الجسر') });
    const visit = await sourcesOf(bench, source(`${site.origin}/a`, { kind: 'page' }));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 1, new: 1 }]);
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged', found: 1, new: 0 }]);
    site.pages['/a'] = page('البلدية تؤجل فتح الجسر');
    expect(await visit(NOW + 2 * HOUR)).toMatchObject([{ status: 'ok', found: 1, new: 0 }]);
    expect(await bench.articles()).toMatchObject([{ title: 'البلدية تؤجل فتح الجسر', publisher: 'المرفأ' }]);
  });

  test('a folder holds feeds, pages and texts; a file that cannot be read stops no other', async () => {
    const bench = openBench();
    const folder = temporaryFolder();
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'a.txt'), SENTENCES.join('\n\n'));
    await writeFile(join(folder, 'b.html'), page('خبر الصفحة عن الجسر'));
    await writeFile(join(folder, 'c.xml'), rss({ title: 'خبر الخلاصة', guid: '1' }));
    await writeFile(join(folder, 'd.json'), '{"a": 1}');
    await writeFile(join(folder, 'e.png'), 'PNG');
    await writeFile(join(folder, '.hidden.txt'), 'سر');
    const visit = await sourcesOf(bench, source(folder, { kind: 'folder' }));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 3, new: 3 }]);
    expect(bench.logged).toEqual([
      'file left {"source":"marfa","error":"d.json: is JSON, but no JSON feed"}',
    ]);
    await writeFile(join(folder, 'a.txt'), SENTENCES.slice(0, 3).join('\n\n'));
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'ok', found: 3, new: 0 }]);
    expect((await bench.articles()).every(({ publisher }) => publisher === 'المرفأ')).toBe(true);
  });
});

describe('what is handed in', () => {
  test('is told apart by its content, whatever it is called', async () => {
    const bench = openBench();
    const folder = temporaryFolder();
    const files = {
      'feed.txt': rss({ title: 'خبر الخلاصة', guid: '1' }, { title: 'خبر ثان في الخلاصة', guid: '2' }),
      'page.xml': page('خبر الصفحة عن الجسر'),
      'text.html': `${SENTENCES.join('\n\n')}\n\nالمصدر: CNN Arabic`,
    };
    const results = [];
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
      results.push(await ingestInput(bench.deps, join(folder, name), NOW));
    }
    expect(results.map(({ status, found, new: fresh }) => [status, found, fresh])).toEqual([
      ['ok', 2, 2],
      ['ok', 1, 1],
      ['ok', 1, 1],
    ]);
    const publishers = (await bench.articles()).map(({ publisher }) => publisher);
    expect(publishers).toContain('CNN بالعربية');
    expect(await ingestInput(bench.deps, join(folder, 'text.html'), NOW + HOUR)).toMatchObject({
      status: 'unchanged',
      found: 1,
      new: 0,
    });
    expect(await ingestInput(bench.deps, folder, NOW + HOUR)).toMatchObject({
      status: 'unchanged',
      found: 4,
    });
  });

  test('may be an address', async () => {
    const bench = openBench();
    const site = await openSite({
      '/a': page('خبر الصفحة عن الجسر'),
      '/feed': rss({ title: 'خبر', guid: '1' }),
    });
    expect(await ingestInput(bench.deps, `${site.origin}/a`, NOW)).toMatchObject({ status: 'ok', new: 1 });
    expect(await ingestInput(bench.deps, `${site.origin}/feed`, NOW)).toMatchObject({ status: 'ok', new: 1 });
    expect((await bench.articles()).map(({ sourceId }) => sourceId)).toEqual([undefined, undefined]);
  });

  test.each([
    ['nowhere.txt', 'there is no such file or folder'],
    ['empty.txt', 'is empty'],
    ['data.json', 'is JSON, but no JSON feed'],
    ['http://10.0.0.1/', '10.0.0.1 is not a public address (ALLOW_PRIVATE_HOSTS can allow it)'],
  ])('and gives nothing says why: %s', async (name, error) => {
    const bench = openBench();
    const folder = temporaryFolder();
    await writeFile(join(folder, 'empty.txt'), ' \n');
    await writeFile(join(folder, 'data.json'), '[1, 2]');
    const input = name.startsWith('http') ? name : join(folder, name);
    expect(await ingestInput(bench.deps, input, NOW)).toEqual({
      input,
      status: 'failed',
      found: 0,
      new: 0,
      error,
    });
  });
});

describe('what an outlet repeats', () => {
  const SUPPORT = 'صحافتنا تعيش بكم، فكونوا شركاء السنبلة بمساهمة صغيرة كل شهر.';
  const BAR = 'خط أكبر خط أصغر ضعها في حقيبتي';
  const made = (n: number) => {
    const { title, lines } = madeArticle(n);
    return { title, guid: `${n}`, link: `https://marfa.example/${n}`, lines };
  };

  test('is learned visit by visit and goes, out of feeds', async () => {
    const bench = openBench();
    const site = await openSite({});
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    for (let n = 0; n < 12; n += 1) {
      const { lines, ...told } = made(n);
      const body = [`${BAR} ${lines[0]}`, ...lines.slice(1), SUPPORT]
        .map((line) => `<p>${line}</p>`)
        .join('');
      site.pages['/feed'] = rss({ ...told, body });
      await visit(NOW + n * DAY);
    }
    const texts = (await bench.articles()).map(({ text }) => text);
    expect(texts).toHaveLength(12);
    expect(texts[0]).toContain(BAR);
    expect(texts.slice(-3)).toEqual([9, 10, 11].map((n) => made(n).lines.join('\n')));
  });

  test('goes out of their pages and of pages handed in, by what both have taught', async () => {
    const bench = openBench();
    const site = await openSite({});
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    const body = (n: number) => [...made(n).lines, SUPPORT].map((line) => `<p>${line}</p>`).join('');
    const items = Array.from({ length: 9 }, (_, n) => ({
      ...made(n),
      link: `${site.origin}/${n}`,
      body: TEASER,
    }));
    for (const [n, { title }] of items.entries()) site.pages[`/${n}`] = page(title, body(n));
    site.pages['/feed'] = rss(...items);
    await visit(NOW);
    for (const { text } of await bench.articles()) expect(text).not.toContain('شركاء السنبلة');
    expect((await bench.articles())[0]?.text).toBe(made(0).lines.join('\n'));
  });

  test('is not learned from corrections of one article', async () => {
    const bench = openBench();
    const site = await openSite({});
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    for (let n = 0; n < 12; n += 1) {
      const body = `${LONG}<p>${SUPPORT}</p><p>صححت هذه الأرقام ${n + 2} مرات.</p>`;
      site.pages['/feed'] = rss({ title: 'البلدية تفتح الجسر', guid: '1', body });
      await visit(NOW + n * DAY);
    }
    expect((await bench.articles())[0]?.text).toContain(SUPPORT);
  });
});
