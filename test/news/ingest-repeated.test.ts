import { describe, expect, test } from 'vitest';
import { madeArticle } from '../support/made-news.ts';
import { openSite } from '../support/site.ts';
import { DAY, LONG, NOW, openBench, page, rss, source, sourcesOf, TEASER } from './ingest-bench.ts';

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
