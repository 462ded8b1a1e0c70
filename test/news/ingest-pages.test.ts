import { describe, expect, test } from 'vitest';
import { ingestInput } from '../../src/news/ingest.ts';
import type { Source } from '../../src/news/source.ts';
import { openSite } from '../support/site.ts';
import {
  type Bench,
  HOUR,
  NOW,
  openBench,
  page,
  paths,
  rss,
  SENTENCES,
  source,
  sourcesOf,
  stateOf,
  TEASER,
  type Told,
} from './ingest-bench.ts';

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
